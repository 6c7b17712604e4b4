package nightshift.job;

import java.util.regex.Pattern;

/**
 * Names a failure group: failures with the same cause have the same fingerprint.
 *
 * @param hex 16 hexadecimal digits in lower case
 */
public record Fingerprint(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    /** @throws IllegalArgumentException if it is not in the form above */
    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("must be the fingerprint of a failure group: 16 digits of 0-9 and a-f");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
