package nightshift.job;

import java.util.regex.Pattern;

/**
 * Names a task, such as {@code http.request}.
 *
 * @param value 1 to 100 characters of {@code A-Z a-z 0-9 . _ : -}, beginning with a letter or digit
 */
public record TaskName(String value) implements Comparable<TaskName> {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    /** The task whose jobs show that jobs get through at all. */
    public static final TaskName CANARY = new TaskName("nightshift.canary");

    private static final String INTERNAL_PREFIX = "nightshift.";

    /** @throws IllegalArgumentException if the name is not allowed; the message says what is */
    public TaskName {
        if (value == null || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 100 characters of A-Z a-z 0-9 . _ : - and begin with a letter or digit");
        }
    }

    /** Whether the task is Nightshift's own, such as an import. Nobody else submits its jobs. */
    public boolean isInternal() {
        return value.startsWith(INTERNAL_PREFIX);
    }

    @Override
    public int compareTo(TaskName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
