package nightshift.job;

import java.time.Duration;
import java.util.Optional;

/**
 * The end of an attempt, decided by the worker.
 *
 * @param lease   the hold that ends
 * @param attempt the record to keep of the attempt
 * @param next    where the job goes: a target of {@link Transitions.Change#SETTLE}. A job that was asked to stop and
 *                would run again goes to {@code CANCELLED} instead, and one whose deadline
 *                would have passed by then to {@code DEAD}
 * @param delay   for {@code RETRYING} the wait until it is due
 * @param result  for {@code SUCCEEDED} the JSON text that the task returned
 */
public record Settlement(Lease lease, Attempt attempt, JobState next, Duration delay, Optional<String> result) {}
