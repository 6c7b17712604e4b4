package nightshift.schedule;

import java.util.regex.Pattern;

/**
 * Names a schedule. The letters allowed keep names safe in store keys, URLs and log lines.
 *
 * @param value 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit
 */
public record ScheduleName(String value) implements Comparable<ScheduleName> {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** @throws IllegalArgumentException if the name is not allowed; the message says what is */
    public ScheduleName {
        if (value == null || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 100 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    @Override
    public int compareTo(ScheduleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
