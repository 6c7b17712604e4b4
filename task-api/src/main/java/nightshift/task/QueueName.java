package nightshift.task;

import java.util.regex.Pattern;

/**
 * Names a queue. The letters allowed keep names safe in store keys, URLs, metric labels and log lines.
 *
 * @param value 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit
 */
public record QueueName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The queue of jobs that name none. */
    public static final QueueName DEFAULT = new QueueName("default");

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws IllegalArgumentException if the name is not allowed; the message says what is
     */
    public QueueName {
        if (value == null || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 100 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
