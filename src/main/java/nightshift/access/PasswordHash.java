package nightshift.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash that a password is checked against: PBKDF2 with HMAC-SHA256.
 *
 * @param iterations how slow it is
 * @param salt       16 random bytes in hex
 * @param hash       32 bytes in hex
 */
public record PasswordHash(int iterations, String salt, String hash) {

    /** OWASP Password Storage Cheat Sheet, 2023: 600,000 for PBKDF2-HMAC-SHA256. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    static PasswordHash of(String password) {
        String salt = HexFormat.of().formatHex(Secrets.bytes(SALT_BYTES));
        return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS));
    }

    /** Compares in a time that does not depend on where the difference is. */
    boolean matches(String password) {
        HexFormat hex = HexFormat.of();
        return MessageDigest.isEqual(hex.parseHex(hash), hex.parseHex(derive(password, salt, iterations)));
    }

    /** A key of 32 bytes that only those who know the password can derive, as slowly as a password is checked. */
    static byte[] derived(String password, String purpose) {
        return HexFormat.of().parseHex(derive(password, Secrets.digest(purpose), ITERATIONS));
    }

    private static String derive(String password, String salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), HexFormat.of().parseHex(salt), iterations, HASH_BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
