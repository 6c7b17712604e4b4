package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * Walks the jobs of a few states. Jobs in an indexed state come from the index of states. Jobs that run or are ready
 * come from the leases and the ready lists, which are read as a whole if they are small enough.
 */
final class StateWalk implements IdWalk {

    /** The most jobs waiting for a worker that this kind of list reads. */
    private static final int READY_MOST = 5_000;
    /** Jobs that run: as many as there are slots. */
    private static final int RUNNING_MOST = 50_000;

    /** States that nothing lists. */
    private static final Set<JobState> NOT_LISTED = EnumSet.of(JobState.SUCCEEDED, JobState.BLOCKED);

    private static final String TOKEN = "s";
    private static final int LIST_MOST = 10_000;
    private static final String ALL_RUNNING = "*:" + JobState.RUNNING.code();

    private final StateIndex index;
    private final List<String> places;
    /** Short ids that stand in no index. */
    private final NavigableSet<String> others = new TreeSet<>(Comparator.reverseOrder());
    /** The last id that was given out; empty before the first. */
    private String last;

    private boolean ended;

    private StateWalk(StateIndex index, List<String> places, Collection<String> others, Optional<String> token) {
        this.index = index;
        this.places = places;
        this.others.addAll(others);
        this.last = token.map(StateWalk::parse).orElse("");
    }

    private static String parse(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .flatMap(t -> JobId.parse(t.substring(1)))
                .map(ShortId::text)
                .orElseThrow(() -> new IllegalArgumentException("was not made by this list"));
    }

    /** A walk over these jobs. */
    static IdWalk of(StateIndex index, Collection<JobId> ids, Optional<String> token) {
        return new StateWalk(index, List.of(), ids.stream().map(ShortId::text).toList(), token);
    }

    /**
     * The walk, if these states can be walked this way and the token allows it.
     *
     * @param most how many jobs can be in them if the walk begins
     */
    static Optional<IdWalk> of(
            Connection redis, Keys keys, StateIndex index, JobFilter filter, Optional<String> token, long most) {
        Set<JobState> states = filter.states();
        boolean begun = token.map(t -> t.startsWith(TOKEN)).orElse(false);
        Optional<Map<String, String>> ofOne = filter.exact(Field.QUEUE).map(queue -> countsOf(redis, keys, queue));
        if (ofOne.isPresent() && hasNone(states, ofOne.get()) && (begun || token.isEmpty())) {
            return Optional.of(new StateWalk(index, List.of(), List.of(), token));
        }
        if (states.isEmpty() || states.stream().anyMatch(NOT_LISTED::contains) || token.isPresent() && !begun) {
            return Optional.empty();
        }
        Map<String, String> counts = ofOne.orElseGet(() -> redis.call("list", j -> j.hgetAll(keys.counts())));
        if (!begun && (areTooMany(states, counts) || jobsIn(states, counts) > most)) {
            return Optional.empty();
        }
        List<String> places = StateIndex.places(states, counts);
        if (!begun && !index.isComplete(places)) {
            return Optional.empty(); // a moment after an upgrade
        }
        List<String> others = redis.call("list", j -> {
            List<String> ids = new ArrayList<>();
            if (states.contains(JobState.RUNNING)) {
                ids.addAll(j.zrange(keys.leases(), 0, RUNNING_MOST + LIST_MOST));
            }
            if (states.contains(JobState.READY)) {
                ids.addAll(ready(j, keys, counts));
            }
            return ids;
        });
        return Optional.of(new StateWalk(index, places, others, token));
    }

    /** The counts of a queue, and how many jobs run in all. */
    private static Map<String, String> countsOf(Connection redis, Keys keys, String queue) {
        List<String> fields = Stream.concat(
                        Stream.of(ALL_RUNNING), Stream.of(JobState.values()).map(state -> queue + ":" + state.code()))
                .toList();
        List<String> values = redis.call("list", j -> j.hmget(keys.counts(), fields.toArray(String[]::new)));
        Map<String, String> counts = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (values.get(i) != null) {
                counts.put(fields.get(i), values.get(i));
            }
        }
        return counts;
    }

    /** Whether these counts show no job of the queue in these states, or no job at all. */
    private static boolean hasNone(Set<JobState> states, Map<String, String> counts) {
        return (states.isEmpty() ? Set.of(JobState.values()) : states)
                .stream().allMatch(state -> queuesWith(state, counts).findAny().isEmpty());
    }

    private static long jobsIn(Set<JobState> states, Map<String, String> counts) {
        return states.stream()
                .flatMap(state -> queuesWith(state, counts))
                .mapToLong(count -> Long.parseLong(count.getValue()))
                .sum();
    }

    private static boolean areTooMany(Set<JobState> states, Map<String, String> counts) {
        return states.contains(JobState.RUNNING) && Long.parseLong(counts.getOrDefault(ALL_RUNNING, "0")) > RUNNING_MOST
                || states.contains(JobState.READY)
                        && queuesWith(JobState.READY, counts)
                                        .mapToLong(count -> Long.parseLong(count.getValue()))
                                        .sum()
                                > READY_MOST;
    }

    private static Stream<Map.Entry<String, String>> queuesWith(JobState state, Map<String, String> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().endsWith(":" + state.code())
                        && !count.getKey().startsWith("*")
                        && !count.getValue().equals("0"));
    }

    private static List<String> ready(UnifiedJedis j, Keys keys, Map<String, String> counts) {
        List<String> ids = new ArrayList<>();
        Set<String> queues = queuesWith(JobState.READY, counts)
                .map(count -> count.getKey().substring(0, count.getKey().length() - 2))
                .collect(Collectors.toSet());
        for (String queue : queues) {
            for (int priority = 1; priority <= 9; priority++) {
                ids.addAll(j.lrange(keys.ready(queue, priority), 0, LIST_MOST));
            }
        }
        for (String queue : queues) {
            ids.addAll(inTurns(j, keys, queue));
        }
        for (Keys.Aside reason : Keys.Aside.values()) {
            for (String key : j.zrange(keys.aside(reason), 0, LIST_MOST)) {
                if (queues.contains(Keys.Aside.queueOf(key))) {
                    ids.addAll(j.zrange(keys.aside(reason, key), 0, LIST_MOST));
                }
            }
        }
        return ids;
    }

    /** The ready jobs of a fair queue. */
    private static List<String> inTurns(UnifiedJedis j, Keys keys, String queue) {
        Map<Boolean, List<String>> turns = j.zrange(keys.turns(queue), 0, LIST_MOST).stream()
                .collect(Collectors.partitioningBy(member -> member.startsWith("~")));
        List<String> ids = turns.get(false);
        if (turns.get(true).isEmpty()) {
            return ids;
        }
        List<Response<List<String>>> answers;
        try (AbstractPipeline pipeline = j.pipelined()) {
            answers = turns.get(true).stream()
                    .map(key -> pipeline.zrange(keys.turn(queue, key.substring(1)), 0, LIST_MOST))
                    .toList();
            pipeline.sync();
        }
        return Stream.concat(ids.stream(), answers.stream().flatMap(answer -> answer.get().stream()))
                .toList();
    }

    @Override
    public List<JobId> next(int about) {
        if (ended) {
            return List.of();
        }
        StateIndex.Piece piece = index.before(places, last, about);
        NavigableSet<String> rest = last.isEmpty() ? others : others.tailSet(last, false);
        NavigableSet<String> sure =
                piece.ends() ? rest : rest.headSet(piece.ids().last(), true);
        List<String> ids = Stream.concat(piece.ids().stream(), sure.stream().limit(about + 1L))
                .sorted(Comparator.reverseOrder())
                .distinct()
                .toList();
        List<String> next = ids.subList(0, Math.min(about, ids.size()));
        ended = piece.ends() && next.size() == ids.size();
        last = next.isEmpty() ? last : next.get(next.size() - 1);
        return next.stream().map(id -> ShortId.read(id.getBytes(ISO_8859_1), 0)).toList();
    }

    @Override
    public String tokenAfter(JobId id) {
        return TOKEN + id;
    }

    @Override
    public Optional<String> token() {
        return ended || last.isEmpty()
                ? Optional.empty()
                : Optional.of(tokenAfter(ShortId.read(last.getBytes(ISO_8859_1), 0)));
    }

    @Override
    public Instant reachedBack() {
        return ShortId.read(last.getBytes(ISO_8859_1), 0).createdAt();
    }
}
