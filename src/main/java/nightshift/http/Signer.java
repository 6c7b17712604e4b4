package nightshift.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as Standard Webhooks 1.0 says, once per secret, so that a receiver can switch secrets without a gap.
 */
final class Signer {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private Signer(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets one or more of {@code whsec_} and 24 to 64 bytes in base64, with spaces between
     * @throws IllegalArgumentException if one is not; the message does not contain it
     */
    static Signer of(String secrets) {
        return new Signer(
                Stream.of(secrets.strip().split("\\s+")).map(Signer::key).toList());
    }

    private static SecretKeySpec key(String secret) {
        String rule = "must be " + PREFIX + " and 24 to 64 bytes in base64";
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException(rule);
        }
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            if (key.length >= 24 && key.length <= 64) {
                return new SecretKeySpec(key, ALGORITHM);
            }
        } catch (IllegalArgumentException e) {
            // The decoder's message would name characters of the secret.
        }
        throw new IllegalArgumentException(rule);
    }

    /** Value of {@code webhook-signature} for exactly these bytes. */
    String sign(String id, long unixSeconds, byte[] body) {
        byte[] head = (id + "." + unixSeconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + hmac(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String hmac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
