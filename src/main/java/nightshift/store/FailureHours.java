package nightshift.store;

import java.time.Instant;
import java.util.List;

/** Shows which failure groups failed when. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface FailureHours {

    /**
     * Groups that failed in the hours of the clock that a time touches. Hours older than seven days are forgotten.
     *
     * @param to   after {@code from}
     * @param most how many groups to return at most, of the busiest and of the new ones
     */
    InTime failing(Instant from, Instant to, int most);

    /**
     * Groups that failed in some hours.
     *
     * @param busiest those with the most failures in these hours
     * @param begun   those that began in the time asked for, the ones with the most failures first
     * @param groups  how many groups failed in these hours
     * @param begins  how many groups began in the time asked for
     */
    record InTime(List<Failing> busiest, List<Failing> begun, int groups, int begins) {}

    /**
     * A group, and how many attempts failed in some hours.
     *
     * @param group    as it is now
     * @param failures in these hours
     */
    record Failing(FailureGroup group, long failures) {}
}
