package nightshift.redis.find;

import java.util.Arrays;
import java.util.Objects;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;

/** Counts of jobs in all queues. */
record Totals(Connection redis, Keys keys) {

    /** How many jobs there are. */
    long jobs() {
        String[] totals = Arrays.stream(JobState.values())
                .map(state -> "*:" + state.code())
                .toArray(String[]::new);
        return redis.call("index", j -> j.hmget(keys.counts(), totals)).stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
    }
}
