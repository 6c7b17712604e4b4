package nightshift.job;

import java.time.Duration;
import java.util.Optional;

/**
 * The end of an attempt, decided by the worker.
 *
 * @param lease   the hold that ends
 * @param attempt the record to keep of the attempt
 * @param next    the next state of the job: a target of {@link Transitions.Change#SETTLE}. A job that was asked to stop and
 *                would run again goes to {@code CANCELLED} instead, and one whose deadline would have passed by then to
 *                {@code DEAD}
 * @param delay   for {@code RETRYING} the wait until it is due
 * @param result  for {@code SUCCEEDED} the JSON text that the task returned
 * @param learned about the job's destination, if it called that
 * @param cause   of the failure, if the attempt did not succeed: the failure group of the job, unless the job is ready again or was
 *                canceled
 */
public record Settlement(
        Lease lease,
        Attempt attempt,
        JobState next,
        Duration delay,
        Optional<String> result,
        Optional<Reachability> learned,
        Optional<FailureCause> cause) {

    /** The end of an attempt that learned nothing about a destination. */
    public Settlement(Lease lease, Attempt attempt, JobState next, Duration delay, Optional<String> result) {
        this(lease, attempt, next, delay, result, Optional.empty(), Optional.empty());
    }

    /** The same end of an attempt that learned this about the job's destination. */
    public Settlement with(Optional<Reachability> reachability) {
        return new Settlement(lease, attempt, next, delay, result, reachability, cause);
    }

    /** The same end of an attempt that failed because of this. */
    public Settlement because(FailureCause failed) {
        return new Settlement(lease, attempt, next, delay, result, learned, Optional.of(failed));
    }
}
