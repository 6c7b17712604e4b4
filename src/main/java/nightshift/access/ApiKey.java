package nightshift.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of API keys: {@code nsk_}, 32 random bytes in base64url, and a checksum of six letters. The beginning lets
 * secret scanners find keys that leaked, and the checksum distinguishes a key from a mistyped one.
 */
final class ApiKey {

    private static final String PREFIX = "nsk_";
    private static final int SECRET_LENGTH = 43;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{49}");

    private ApiKey() {}

    static String generate() {
        String secret = Secrets.random();
        return PREFIX + secret + checksum(secret);
    }

    /** Whether this looks like a mistyped generated key, so that there is no need to ask the store. */
    static boolean isMistyped(String key) {
        if (!FORM.matcher(key).matches()) {
            return false;
        }
        int end = PREFIX.length() + SECRET_LENGTH;
        return !key.substring(end).equals(checksum(key.substring(PREFIX.length(), end)));
    }

    private static String checksum(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(US_ASCII));
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
