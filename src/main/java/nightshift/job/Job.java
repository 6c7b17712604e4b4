package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A stored job.
 *
 * @param id              its permanent id
 * @param task            the task to run
 * @param args            JSON text, byte for byte as submitted
 * @param options         as submitted
 * @param state           the current state
 * @param stateAt         for {@code SCHEDULED} and {@code RETRYING} when it is due, else when it came into its state
 * @param createdAt       when the store accepted it
 * @param attempts        the attempts so far, oldest first; while the job runs, the last one is open
 * @param attempt         number of the latest attempt; 0 before the first
 * @param charged         how many ended attempts count toward {@code maxAttempts}; those before a retry do not
 * @param cancelRequested whether a running job was asked to stop
 * @param deadlineMissed  whether it is dead because of its deadline
 * @param failureGroup    the failure group that it belongs to, if its latest attempt failed and nobody has sent it again
 * @param result          JSON text that the successful attempt returned
 * @param trace           the trace that its attempts continue, if it was submitted in one
 */
public record Job(
        JobId id,
        TaskName task,
        String args,
        JobOptions options,
        JobState state,
        Instant stateAt,
        Instant createdAt,
        List<Attempt> attempts,
        int attempt,
        int charged,
        boolean cancelRequested,
        boolean deadlineMissed,
        Optional<Fingerprint> failureGroup,
        Optional<String> result,
        Optional<TraceParent> trace) {

    /** A job that has not missed its deadline, in no failure group. */
    public Job(
            JobId id,
            TaskName task,
            String args,
            JobOptions options,
            JobState state,
            Instant stateAt,
            Instant createdAt,
            List<Attempt> attempts,
            int attempt,
            int charged,
            boolean cancelRequested,
            Optional<String> result,
            Optional<TraceParent> trace) {
        this(
                id,
                task,
                args,
                options,
                state,
                stateAt,
                createdAt,
                attempts,
                attempt,
                charged,
                cancelRequested,
                false,
                Optional.empty(),
                result,
                trace);
    }

    /** The queue that it waits in. */
    public QueueName queue() {
        return options.queue();
    }

    /** From 1, which runs first, to 9. */
    public int priority() {
        return options.priority();
    }

    /** Words to find it by. */
    public List<String> tags() {
        return options.tags();
    }

    /** How often it may be tried, the first attempt included. */
    public int maxAttempts() {
        return options.maxAttempts();
    }

    /** How long one attempt may take, if the job has its own limit. */
    public Optional<Duration> timeout() {
        return options.timeout();
    }

    /** How long it waits between attempts. */
    public RetryPolicy retry() {
        return options.retry();
    }

    /** The failure of the latest attempt that had one, for a job that has not succeeded. */
    public Optional<Failure> failure() {
        if (state == JobState.SUCCEEDED) {
            return Optional.empty();
        }
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).failure().isPresent()) {
                return attempts.get(i).failure();
            }
        }
        return Optional.empty();
    }

    /** The latest attempt, if there was one; while the job runs it is open. */
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Why a dead job is not tried again, see {@link JobSummary#deadReason()}. */
    public Optional<String> deadReason() {
        return summary().deadReason();
    }

    /**
     * How many attempts count toward {@code maxAttempts}, the one that runs included. A retry by hand sets it to 0;
     * attempts that were interrupted, or that lost their worker, do not count.
     */
    public int attemptsUsed() {
        return charged + (state == JobState.RUNNING ? 1 : 0);
    }

    /** The job as a list has it. */
    public JobSummary summary() {
        return new JobSummary(
                id,
                task,
                options,
                state,
                stateAt,
                createdAt,
                attempt,
                attemptsUsed(),
                deadlineMissed,
                failureGroup,
                lastAttempt());
    }
}
