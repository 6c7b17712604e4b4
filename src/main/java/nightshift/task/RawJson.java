package nightshift.task;

import java.util.Objects;

/**
 * A JSON value as text, byte for byte: for args that a task hands on, where {@code 12345678901234567890} or {@code 1.0}
 * must not change. As a component of an args record it takes any JSON value; as a result it is written as it is.
 *
 * @param text one JSON value
 */
public record RawJson(String text) {

    /** Refuses null. */
    public RawJson {
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
