package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobId;
import nightshift.job.JobState;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ZRangeParams;

/** Walks the jobs of a few states that are rare enough to be sorted at once. */
final class StateWalk implements IdWalk {

    private static final int MOST = 5_000;
    private static final String TOKEN = "s";

    private final List<JobId> ids;
    private int at;

    StateWalk(Collection<JobId> ids, Optional<String> token) {
        Optional<JobId> after = token.map(StateWalk::parse);
        this.ids = ids.stream()
                .filter(id -> after.map(last -> id.compareTo(last) < 0).orElse(true))
                .sorted(Comparator.reverseOrder()).toList();
    }

    private static JobId parse(String token) {
        return Optional.of(token).filter(t -> t.startsWith(TOKEN)).flatMap(t -> JobId.parse(t.substring(1)))
                .orElseThrow(() -> new IllegalArgumentException("was not made by this list"));
    }

    /** The walk, if these states have sets of their own and few enough jobs, and the token does not speak against it. */
    static Optional<IdWalk> of(Connection redis, Keys keys, Set<JobState> states, Optional<String> token) {
        boolean begun = token.map(t -> t.startsWith(TOKEN)).orElse(false);
        if (states.isEmpty() || states.contains(JobState.SUCCEEDED) || token.isPresent() && !begun) {
            return Optional.empty();
        }
        return redis.call("list", j -> {
            Map<String, String> counts = j.hgetAll(keys.counts());
            long jobs = states.stream().mapToLong(s -> Long.parseLong(counts.getOrDefault("*:" + s.code(), "0"))).sum();
            if (jobs > MOST && !begun) {
                return Optional.empty();
            }
            Set<JobId> ids = new HashSet<>();
            for (JobState state : EnumSet.copyOf(states)) {
                for (String id : members(j, keys, state, counts)) {
                    ids.add(ShortId.read(id.getBytes(ISO_8859_1), 0));
                }
            }
            return Optional.of(new StateWalk(ids, token));
        });
    }

    private static Collection<String> members(UnifiedJedis j, Keys keys, JobState state, Map<String, String> counts) {
        return switch (state) {
            case SCHEDULED, RETRYING -> j.zrange(keys.due(), 0, 2 * MOST);
            case RUNNING -> j.zrange(keys.leases(), 0, 2 * MOST);
            case DEAD, CANCELLED, EXPIRED -> j.zrange(keys.ended(state.code()),
                    ZRangeParams.zrangeParams(0, 2 * MOST).rev());
            case READY -> ready(j, keys, counts);
            case BLOCKED, SUCCEEDED -> List.of();
        };
    }

    private static List<String> ready(UnifiedJedis j, Keys keys, Map<String, String> counts) {
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, String> count : counts.entrySet()) {
            String field = count.getKey();
            if (field.endsWith(":" + JobState.READY.code()) && !field.startsWith("*") && !count.getValue().equals("0")) {
                String queue = field.substring(0, field.length() - 2);
                for (int priority = 1; priority <= 9; priority++) {
                    ids.addAll(j.lrange(keys.ready(queue, priority), 0, 2 * MOST));
                }
            }
        }
        for (String task : j.smembers(keys.parkedTasks())) {
            ids.addAll(j.lrange(keys.parked(task), 0, 2 * MOST));
        }
        for (String task : j.smembers(keys.heldBackTasks())) {
            ids.addAll(j.lrange(keys.heldBack(task), 0, 2 * MOST));
        }
        return ids;
    }

    @Override
    public List<JobId> next(int about) {
        List<JobId> piece = ids.subList(at, Math.min(ids.size(), at + about));
        at += piece.size();
        return piece;
    }

    @Override
    public String tokenAfter(JobId id) {
        return TOKEN + id;
    }

    @Override
    public Optional<String> token() {
        return at == 0 || at == ids.size() ? Optional.empty() : Optional.of(tokenAfter(ids.get(at - 1)));
    }
}
