package nightshift.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A job in a list: everything except its args, its result and its older attempts, which can be large.
 *
 * @param id           its permanent id
 * @param task         the task to run
 * @param options      as {@link Job#options()}
 * @param state        the current state
 * @param stateAt      for {@code SCHEDULED} and {@code RETRYING} when it is due, else when it came into its state
 * @param createdAt    when the store accepted it
 * @param attempt      number of the latest attempt; 0 before the first
 * @param attemptsUsed how many attempts count toward {@code maxAttempts}, as {@link Job#attemptsUsed()}
 * @param deadlineMissed as {@link Job#deadlineMissed()}
 * @param failureGroup as {@link Job#failureGroup()}
 * @param lastAttempt  the latest attempt, if there was one
 */
public record JobSummary(
        JobId id,
        TaskName task,
        JobOptions options,
        JobState state,
        Instant stateAt,
        Instant createdAt,
        int attempt,
        int attemptsUsed,
        boolean deadlineMissed,
        Optional<Fingerprint> failureGroup,
        Optional<Attempt> lastAttempt) {

    /** A job in no failure group. */
    public JobSummary(
            JobId id,
            TaskName task,
            JobOptions options,
            JobState state,
            Instant stateAt,
            Instant createdAt,
            int attempt,
            int attemptsUsed,
            boolean deadlineMissed,
            Optional<Attempt> lastAttempt) {
        this(
                id,
                task,
                options,
                state,
                stateAt,
                createdAt,
                attempt,
                attemptsUsed,
                deadlineMissed,
                Optional.empty(),
                lastAttempt);
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

    /** Why a dead job is not tried again: {@code deadline}, {@code worker-lost}, {@code attempts-exhausted} or {@code not-retryable}. */
    public Optional<String> deadReason() {
        if (state != JobState.DEAD) {
            return Optional.empty();
        }
        if (deadlineMissed) {
            return Optional.of("deadline");
        }
        if (lastAttempt.flatMap(Attempt::outcome).filter(Outcome.LOST::equals).isPresent()) {
            return Optional.of("worker-lost");
        }
        return Optional.of(attemptsUsed >= maxAttempts() ? "attempts-exhausted" : "not-retryable");
    }
}
