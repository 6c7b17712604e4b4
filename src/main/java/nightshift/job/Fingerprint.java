package nightshift.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a failure group: failures with the same cause have the same fingerprint.
 *
 * @param hex 16 hexadecimal digits in lower case
 */
public record Fingerprint(String hex) {

    private static final String RULE = "must be the fingerprint of a failure group: 16 digits of 0-9 and a-f";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    /** @throws IllegalArgumentException if it is not in the form above */
    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Reads it as people write it, also in upper case; empty if it is no fingerprint. */
    public static Optional<Fingerprint> parse(String text) {
        String hex = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(hex).matches() ? Optional.of(new Fingerprint(hex)) : Optional.empty();
    }

    /**
     * As {@link #parse}.
     *
     * @throws IllegalArgumentException if it is no fingerprint
     */
    public static Fingerprint of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(RULE));
    }

    @Override
    public String toString() {
        return hex;
    }
}
