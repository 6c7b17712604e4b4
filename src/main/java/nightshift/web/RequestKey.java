package nightshift.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.job.IdempotencyKey;

/** The header by which a client makes a request repeatable. */
public final class RequestKey {

    /** The name of the header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private RequestKey() {}

    /**
     * @param values the values of the header; null if it is missing
     * @throws ProblemException with 400 if it cannot be used
     */
    public static Optional<IdempotencyKey> read(List<String> values, String principal, byte[] body) {
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1
                || values.get(0) == null
                || !ALLOWED.matcher(values.get(0)).matches()) {
            throw Problem.badRequest(HEADER, "must be 1 to 255 visible ASCII characters, once")
                    .exception();
        }
        return Optional.of(new IdempotencyKey(principal, values.get(0), digest(body)));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
