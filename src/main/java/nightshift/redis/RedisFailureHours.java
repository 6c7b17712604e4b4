package nightshift.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Fingerprint;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups;
import nightshift.store.FailureHours;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Adds up the failures of hours, and looks at the groups that stand out. */
final class RedisFailureHours implements FailureHours {

    private static final long HOUR_MS = 3_600_000;
    private static final int BATCH = 1_000;
    private static final Comparator<Sum> BUSIEST_FIRST = Comparator.comparingLong(Sum::failures)
            .reversed()
            .thenComparing(sum -> sum.group().hex());

    private final Connection redis;
    private final Keys keys;
    private final FailureGroups groups;

    RedisFailureHours(Connection redis, Keys keys, FailureGroups groups) {
        this.redis = redis;
        this.keys = keys;
        this.groups = groups;
    }

    /**
     * A group.
     *
     * @param began    in ms
     * @param failures attempts that failed in the hours
     */
    private record Sum(Fingerprint group, long began, long failures) {}

    @Override
    public InTime failing(Instant from, Instant to, int most) {
        List<Sum> sums = sums(from, to);
        List<Sum> begun = sums.stream()
                .filter(sum -> sum.began >= from.toEpochMilli() && sum.began < to.toEpochMilli())
                .toList();
        Map<Fingerprint, Optional<FailureGroup>> known = new HashMap<>();
        return new InTime(failing(sums, most, known), failing(begun, most, known), sums.size(), begun.size());
    }

    /** The first of them. A group can have been forgotten meanwhile. */
    private List<Failing> failing(List<Sum> sums, int most, Map<Fingerprint, Optional<FailureGroup>> known) {
        return sums.stream()
                .limit(most)
                .flatMap(sum -> known.computeIfAbsent(sum.group, groups::find).stream()
                        .map(group -> new Failing(group, sum.failures)))
                .toList();
    }

    private List<Sum> sums(Instant from, Instant to) {
        Map<String, Long> failures = new HashMap<>();
        for (long hour = from.toEpochMilli() / HOUR_MS; hour <= (to.toEpochMilli() - 1) / HOUR_MS; hour++) {
            String key = keys.failedIn(hour);
            redis.call("failures", j -> j.hgetAll(key))
                    .forEach((group, count) -> failures.merge(group, Long.parseLong(count), Long::sum));
        }
        List<String> names = List.copyOf(failures.keySet());
        List<Sum> sums = new ArrayList<>();
        for (int at = 0; at < names.size(); at += BATCH) {
            List<String> some = names.subList(at, Math.min(names.size(), at + BATCH));
            List<String> began = began(some);
            for (int i = 0; i < some.size(); i++) {
                if (began.get(i) != null) {
                    sums.add(new Sum(
                            new Fingerprint(some.get(i)), Long.parseLong(began.get(i)), failures.get(some.get(i))));
                }
            }
        }
        sums.sort(BUSIEST_FIRST);
        return sums;
    }

    /** When each group began, in ms; null for one that is gone. */
    private List<String> began(List<String> names) {
        return redis.call("failures", j -> {
            List<Response<String>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                names.forEach(group -> answers.add(pipeline.hget(keys.failure(group), "first")));
                pipeline.sync();
            }
            return answers.stream().map(Response::get).toList();
        });
    }
}
