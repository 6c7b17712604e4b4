package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;
import redis.clients.jedis.params.ZRangeParams;

/** Walks the members of a failure group. */
final class FailureWalk implements IdWalk {

    /** Members that are dead. */
    static final char DEAD = 'F';
    /** Members that are to be tried again. */
    static final char RETRYING = 'T';

    private static final String TOKEN = "f";
    private static final Set<JobState> NO_MEMBERS = Set.of(JobState.SUCCEEDED, JobState.CANCELLED, JobState.EXPIRED);

    private final Connection redis;
    private final List<String> sets;
    /** The last id that was given out; empty before the first. */
    private String last;

    private boolean ended;

    private FailureWalk(Connection redis, List<String> sets, String last) {
        this.redis = redis;
        this.sets = sets;
        this.last = last;
    }

    /**
     * The walk, if the filter names one group.
     *
     * @throws IllegalArgumentException if the token is of another walk
     */
    static Optional<IdWalk> of(Connection redis, Keys keys, JobFilter filter, Optional<String> token) {
        return filter.exact(Field.FAILURE)
                .map(group -> new FailureWalk(
                        redis,
                        sets(keys, filter, group),
                        token.map(FailureWalk::parse).orElse("")));
    }

    /** The sets that have the members of a group in the states of a filter. */
    static List<String> sets(Keys keys, JobFilter filter, String group) {
        List<String> sets = new ArrayList<>();
        Set<JobState> states = filter.states();
        if (!isFingerprint(group)) {
            return sets;
        }
        if (states.isEmpty() || states.contains(JobState.DEAD)) {
            sets.add(keys.failed(DEAD, group));
        }
        if (states.isEmpty()
                || states.stream().anyMatch(state -> state != JobState.DEAD && !NO_MEMBERS.contains(state))) {
            sets.add(keys.failed(RETRYING, group));
        }
        return sets;
    }

    /** How many members a group has in the states of a filter. */
    static long members(Connection redis, Keys keys, JobFilter filter, String group) {
        return redis.call(
                "failures",
                j -> sets(keys, filter, group).stream().mapToLong(j::zcard).sum());
    }

    private static boolean isFingerprint(String group) {
        try {
            return new Fingerprint(group).hex().equals(group);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String parse(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .flatMap(t -> JobId.parse(t.substring(1)))
                .map(ShortId::text)
                .orElseThrow(() -> new IllegalArgumentException("was not made by this list"));
    }

    @Override
    public List<JobId> next(int about) {
        if (ended) {
            return List.of();
        }
        ZRangeParams older = ZRangeParams.zrangeByLexParams(last.isEmpty() ? "+" : "(" + last, "-")
                .rev()
                .limit(0, about);
        List<List<String>> pieces = redis.call(
                "failures", j -> sets.stream().map(set -> j.zrange(set, older)).toList());
        List<String> ids = pieces.stream()
                .flatMap(List::stream)
                .sorted(Comparator.reverseOrder())
                .distinct() // a job can have become dead between the two calls
                .toList();
        List<String> next = ids.subList(0, Math.min(about, ids.size()));
        ended = next.size() == ids.size() && pieces.stream().allMatch(piece -> piece.size() < about);
        last = next.isEmpty() ? last : next.get(next.size() - 1);
        return next.stream().map(FailureWalk::id).toList();
    }

    private static JobId id(String shortId) {
        return ShortId.read(shortId.getBytes(ISO_8859_1), 0);
    }

    @Override
    public String tokenAfter(JobId id) {
        return TOKEN + id;
    }

    @Override
    public Optional<String> token() {
        return Stream.of(last)
                .filter(id -> !ended && !id.isEmpty())
                .map(id -> tokenAfter(id(id)))
                .findFirst();
    }

    @Override
    public Instant reachedBack() {
        return id(last).createdAt();
    }
}
