package nightshift.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a job.
 *
 * @param number    1 for the first
 * @param outcome   how it ended; empty while it runs
 * @param startedAt when a worker took the job
 * @param endedAt   when the attempt ended; empty while it runs
 * @param worker    id of the worker that ran it
 * @param failure   why it did not succeed, where there is a reason
 * @param notes     JSON object with what the task recorded about this attempt, such as an HTTP response; empty if nothing
 */
public record Attempt(
        int number,
        Optional<Outcome> outcome,
        Instant startedAt,
        Optional<Instant> endedAt,
        String worker,
        Optional<Failure> failure,
        Optional<String> notes) {}
