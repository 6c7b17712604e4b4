package nightshift.task;

import java.util.Objects;

/**
 * A JSON value as text that is kept byte for byte. Use it for args that a task passes on, where
 * {@code 12345678901234567890} or {@code 1.0} must not change. As a component of an args record it accepts any JSON
 * value. As a result it is written unchanged.
 *
 * @param text one JSON value
 */
public record RawJson(String text) {

    /**
     * Keeps the text as it is; whether it is JSON is not checked here.
     *
     * @param text one JSON value
     * @throws NullPointerException if the text is null
     */
    public RawJson {
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
