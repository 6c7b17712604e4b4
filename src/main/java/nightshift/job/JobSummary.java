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
 * @param options      as {@link Job#options()}
 * @param attemptsUsed how many attempts count toward {@code maxAttempts}, as {@link Job#attemptsUsed()}
 * @param deadlineMissed as {@link Job#deadlineMissed()}
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
        Optional<Attempt> lastAttempt) {

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
