package nightshift.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Failure;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.job.Outcome;
import nightshift.job.RetryPolicy;
import nightshift.job.Settlement;
import nightshift.task.AttemptFailed;

/**
 * Decides where a job goes after an attempt. A pure function: the same attempt gives the same settlement, apart from
 * the jitter.
 */
final class Verdict {

    private final RandomGenerator random;

    Verdict(RandomGenerator random) {
        this.random = random;
    }

    /** The task succeeded. */
    Settlement succeeded(Claimed job, Instant endedAt, String worker, Optional<String> notes, Optional<String> result) {
        if (result.map(r -> r.getBytes(UTF_8).length > Limits.PAYLOAD_BYTES).orElse(false)) {
            Failure failure =
                    new Failure("result-too-large", "The result has more than " + Limits.PAYLOAD_BYTES + " bytes.");
            return settlement(
                    job,
                    attempt(job, Outcome.FAILED, endedAt, worker, Optional.of(failure), notes),
                    JobState.DEAD,
                    Duration.ZERO,
                    Optional.empty());
        }
        return settlement(
                job,
                attempt(job, Outcome.SUCCEEDED, endedAt, worker, Optional.empty(), notes),
                JobState.SUCCEEDED,
                Duration.ZERO,
                result);
    }

    /** The task threw. */
    Settlement failed(Claimed job, Instant endedAt, String worker, Optional<String> notes, Throwable thrown) {
        Attempt attempt = attempt(job, Outcome.FAILED, endedAt, worker, Optional.of(failure(thrown)), notes);
        if (thrown instanceof AttemptFailed failed) {
            return failed.remedy() == AttemptFailed.Remedy.NONE
                    ? settlement(job, attempt, JobState.DEAD, Duration.ZERO, Optional.empty())
                    : again(job, attempt, atMostLongest(failed.retryAfter().orElse(Duration.ZERO)));
        }
        return again(job, attempt, Duration.ZERO);
    }

    /** The attempt was stopped. */
    Settlement stopped(Claimed job, Instant endedAt, String worker, Optional<String> notes, StopReason reason) {
        Failure failure = switch (reason) {
            case TIMED_OUT -> new Failure("timeout", "The attempt ran past its timeout and was stopped.");
            case DEADLINE ->
                new Failure("deadline", "The job's deadline passed while it ran, and the attempt was stopped.");
            case CANCELLED -> new Failure("cancelled", "The job was canceled while it ran.");
            case SERVER_STOPPING -> new Failure("interrupted", "The server was stopped while the job ran.");
            case HANDED_OVER ->
                new Failure("handed-over", "The attempt was out of time. The next one continues from its checkpoint.");
            case LEASE_LOST -> new Failure("lease-lost", "Another worker took the job over.");
        };
        Attempt attempt = attempt(job, reason.outcome(), endedAt, worker, Optional.of(failure), notes);
        return switch (reason) {
            case TIMED_OUT -> again(job, attempt, Duration.ZERO);
            case DEADLINE -> settlement(job, attempt, JobState.DEAD, Duration.ZERO, Optional.empty());
            case CANCELLED -> settlement(job, attempt, JobState.CANCELLED, Duration.ZERO, Optional.empty());
            case SERVER_STOPPING, HANDED_OVER, LEASE_LOST ->
                settlement(job, attempt, JobState.READY, Duration.ZERO, Optional.empty());
        };
    }

    /**
     * The worker died. A job that loses its worker again and again counts as the cause.
     *
     * @param delay how long it waits before it starts again; zero to start at once
     */
    Settlement lost(Claimed job, Instant endedAt, String worker, Duration delay) {
        boolean last = job.lost() + 1 >= Limits.LOST_MOST;
        Failure failure = new Failure(
                "worker-lost",
                "Worker " + worker + " stopped sending heartbeats while it ran the job"
                        + (last ? ", as " + job.lost() + " workers before it: the job may be the cause." : "."));
        Attempt attempt = attempt(job, Outcome.LOST, endedAt, worker, Optional.of(failure), Optional.empty());
        JobState next = last ? JobState.DEAD : delay.isZero() ? JobState.READY : JobState.RETRYING;
        return settlement(job, attempt, next, last ? Duration.ZERO : delay, Optional.empty());
    }

    private static Duration atMostLongest(Duration wait) {
        return wait.compareTo(RetryPolicy.LONGEST) > 0 ? RetryPolicy.LONGEST : wait;
    }

    /** The claim arrived too late to start: nobody has worked on the job, so the attempt does not count. */
    Settlement neverBegun(Claimed job, Instant endedAt, String worker) {
        Failure failure =
                new Failure("claim-lost", "The store's answer to the claim was lost on its way to the worker.");
        Attempt attempt = attempt(job, Outcome.INTERRUPTED, endedAt, worker, Optional.of(failure), Optional.empty());
        return settlement(job, attempt, JobState.READY, Duration.ZERO, Optional.empty());
    }

    private Settlement again(Claimed job, Attempt attempt, Duration atLeast) {
        int failures = job.charged() + 1;
        if (failures >= job.maxAttempts()) {
            return settlement(job, attempt, JobState.DEAD, Duration.ZERO, Optional.empty());
        }
        Duration delay = job.retry().delayAfter(failures, random);
        return settlement(
                job, attempt, JobState.RETRYING, delay.compareTo(atLeast) < 0 ? atLeast : delay, Optional.empty());
    }

    private static Settlement settlement(
            Claimed job, Attempt attempt, JobState next, Duration delay, Optional<String> result) {
        Settlement settlement = new Settlement(job.lease(), attempt, next, delay, result);
        return attempt.failure()
                .map(failure -> settlement.because(
                        Causes.of(job.task(), failure, job.options().destination())))
                .orElse(settlement);
    }

    private static Attempt attempt(
            Claimed job,
            Outcome outcome,
            Instant endedAt,
            String worker,
            Optional<Failure> failure,
            Optional<String> notes) {
        return new Attempt(
                job.lease().attempt(),
                Optional.of(outcome),
                job.startedAt(),
                Optional.of(endedAt),
                worker,
                failure,
                notes);
    }

    private static Failure failure(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        if (thrown instanceof AttemptFailed failed) {
            // the place where the task created this exception is of no use, but its cause is, which the limit would cut
            // off
            return new Failure(failed.type(), message, failed.getCause() == null ? "" : stackTrace(failed.getCause()));
        }
        return new Failure(thrown.getClass().getName(), message, stackTrace(thrown));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
