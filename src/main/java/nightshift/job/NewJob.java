package nightshift.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A job as somebody asks for it.
 *
 * @param task        what to do
 * @param args        JSON text for the task, kept and handed on byte for byte; at most {@link Limits#PAYLOAD_BYTES}
 * @param queue       the line it waits in
 * @param priority    from {@link Limits#PRIORITY_FIRST} to {@link Limits#PRIORITY_LAST}; lower runs first
 * @param due         when it may run
 * @param maxAttempts how often it may be tried, the first included; from 1 to {@link Limits#ATTEMPTS_MOST}
 * @param timeout     how long one attempt may take, if the task's own limit is not to hold; from 1 ms to
 *                    {@link Limits#TIMEOUT_LONGEST}
 * @param retry       how long it waits between attempts
 * @param tags        words to find it by; at most {@link Limits#TAGS_MOST}
 */
public record NewJob(
        TaskName task,
        String args,
        QueueName queue,
        int priority,
        Due due,
        int maxAttempts,
        Optional<Duration> timeout,
        RetryPolicy retry,
        List<String> tags) {

    private static final Pattern TAG = Pattern.compile("[^\\p{Cntrl}]{1," + Limits.TAG_LENGTH + "}");

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public NewJob {
        Objects.requireNonNull(task);
        Objects.requireNonNull(args);
        Objects.requireNonNull(queue);
        Objects.requireNonNull(due);
        Objects.requireNonNull(retry);
        require(fits(args), "args must have at most " + Limits.PAYLOAD_BYTES + " bytes");
        require(priority >= Limits.PRIORITY_FIRST && priority <= Limits.PRIORITY_LAST, "priority must be from 1 to 9");
        require(maxAttempts >= 1 && maxAttempts <= Limits.ATTEMPTS_MOST,
                "maxAttempts must be from 1 to " + Limits.ATTEMPTS_MOST);
        timeout.ifPresent(t -> require(t.compareTo(Duration.ofMillis(1)) >= 0
                && t.compareTo(Limits.TIMEOUT_LONGEST) <= 0, "timeout must be from PT0.001S to PT24H"));
        require(tags.size() <= Limits.TAGS_MOST, "tags must be at most " + Limits.TAGS_MOST);
        tags.forEach(tag -> require(TAG.matcher(tag).matches(),
                "tags must have 1 to " + Limits.TAG_LENGTH + " characters each and no control characters"));
        tags = List.copyOf(tags);
    }

    /** A job with the defaults of everything but its task and args. */
    public static NewJob of(TaskName task, String args) {
        return new NewJob(task, args, QueueName.DEFAULT, Limits.PRIORITY_DEFAULT, new Due.Now(),
                Limits.ATTEMPTS_DEFAULT, Optional.empty(), RetryPolicy.DEFAULT, List.of());
    }

    /** The same job in another queue. */
    public NewJob in(QueueName other) {
        return new NewJob(task, args, other, priority, due, maxAttempts, timeout, retry, tags);
    }

    private static boolean fits(String args) {
        // a character has at most three bytes, so that few args need to be counted
        return args.length() <= Limits.PAYLOAD_BYTES / 3 || args.length() <= Limits.PAYLOAD_BYTES
                && args.getBytes(StandardCharsets.UTF_8).length <= Limits.PAYLOAD_BYTES;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
