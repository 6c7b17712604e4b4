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
 * @param queue           the queue it waits in
 * @param priority        1 first to 9 last
 * @param state           the current state
 * @param stateAt         for {@code SCHEDULED} and {@code RETRYING} when it is due, else when it came into its state
 * @param args            JSON text, byte for byte as submitted
 * @param tags            words to find it by
 * @param createdAt       when the store accepted it
 * @param maxAttempts     how often it may be tried
 * @param timeout         time limit of one attempt, if the job has its own
 * @param retry           waits between attempts
 * @param attempts        the attempts so far, oldest first; while the job runs, the last one is open
 * @param attempt         number of the latest attempt; 0 before the first
 * @param charged         how many ended attempts count toward {@code maxAttempts}; those before a retry do not
 * @param cancelRequested whether a running job was asked to stop
 * @param result          JSON text that the successful attempt returned
 * @param trace           the trace that its attempts continue, if it was submitted in one
 */
public record Job(
        JobId id,
        TaskName task,
        QueueName queue,
        int priority,
        JobState state,
        Instant stateAt,
        String args,
        List<String> tags,
        Instant createdAt,
        int maxAttempts,
        Optional<Duration> timeout,
        RetryPolicy retry,
        List<Attempt> attempts,
        int attempt,
        int charged,
        boolean cancelRequested,
        Optional<String> result,
        Optional<TraceParent> trace) {

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
                queue,
                priority,
                state,
                stateAt,
                tags,
                createdAt,
                maxAttempts,
                attempt,
                attemptsUsed(),
                lastAttempt());
    }
}
