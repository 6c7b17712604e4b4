package nightshift.job;

import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.task.TaskName;

/**
 * Why an attempt failed, without what differs from job to job. Failures with the same cause belong to one group.
 *
 * @param fingerprint of the other values
 * @param task        the task that failed; empty for the failures of tasks that are not kept apart
 * @param type        as {@link Failure#type()}
 * @param message     as {@link Failure#message()}, with placeholders for ids, numbers and other values; at most 300 characters
 * @param frame       the method of the task in which it failed, as {@code package.Class.method}, or empty; at most 200 characters
 * @param httpStatus  the status that a destination answered
 * @param host        the destination that was called
 */
public record FailureCause(
        Fingerprint fingerprint,
        Optional<TaskName> task,
        String type,
        String message,
        String frame,
        Optional<Integer> httpStatus,
        Optional<Destination> host) {

    private static final int TITLE_MOST = 160;
    private static final Pattern PACKAGE = Pattern.compile("^(?:[\\w]+\\.)+(?=[A-Z])");

    /** One line for people, of at most 160 characters. */
    public String title() {
        String simple = PACKAGE.matcher(type).replaceFirst("");
        String text = httpStatus
                .map(status -> status + " from " + host.map(Destination::host).orElse("a destination"))
                .orElseGet(() -> message.isEmpty() || message.startsWith(simple) || message.startsWith(type)
                        ? message.isEmpty() ? simple : message
                        : simple + ": " + message);
        return text.length() <= TITLE_MOST ? text : text.substring(0, TITLE_MOST - 1) + "…";
    }
}
