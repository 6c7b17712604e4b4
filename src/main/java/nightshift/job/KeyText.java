package nightshift.job;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the keys of a job have in common: the store keeps them between control characters. */
final class KeyText {

    private KeyText() {}

    /** @throws IllegalArgumentException if the value is empty, too long, or has control characters */
    static void check(String value, int bytesMost) {
        if (value.isEmpty() || value.getBytes(UTF_8).length > bytesMost) {
            throw new IllegalArgumentException("must have 1 to " + bytesMost + " bytes of UTF-8");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have no control characters");
        }
    }
}
