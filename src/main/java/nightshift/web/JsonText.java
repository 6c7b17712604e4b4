package nightshift.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses what a JSON parser accepts but what would not come back unchanged: a byte order mark, bytes that are not
 * UTF-8, and halves of surrogate pairs written as {@code \}{@code ud800}.
 */
public final class JsonText {

    private JsonText() {}

    /** @throws ProblemException if the bytes cannot be kept as text */
    static void check(byte[] bytes, int offset, int length) {
        boolean ascii = true;
        boolean escapes = false;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == 0) {
                throw malformed("it has a NUL byte");
            }
            ascii &= b > 0;
            escapes |= b == '\\';
        }
        if (!ascii) {
            checkUtf8(bytes, offset, length);
        }
        if (escapes) {
            checkSurrogates(bytes, offset, offset + length);
        }
    }

    private static void checkUtf8(byte[] bytes, int offset, int length) {
        if (length >= 3
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF) {
            throw malformed("it begins with a byte order mark");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
    }

    /** A backslash occurs only inside strings, so nothing else needs to be tracked. */
    private static void checkSurrogates(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            char unit = unit(bytes, i, to);
            if (Character.isLowSurrogate(unit)
                    || Character.isHighSurrogate(unit) && !Character.isLowSurrogate(unit(bytes, i + 6, to))) {
                throw malformed("it has half of a surrogate pair");
            }
            i += Character.isHighSurrogate(unit) ? 12 : 2;
        }
    }

    /** The UTF-16 unit that is escaped here, or 0 if none is. */
    private static char unit(byte[] bytes, int at, int to) {
        if (at + 6 > to || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return 0;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return 0;
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    /** How deep a valid JSON value is nested: 0 for one that is neither an object nor an array. */
    public static int depth(byte[] bytes, int offset, int length) {
        int deepest = 0;
        int depth = 0;
        boolean inString = false;
        for (int i = offset; i < offset + length; i++) {
            switch (bytes[i]) {
                case '"' -> inString = !inString;
                case '\\' -> i++; // only strings have escapes
                case '[', '{' -> {
                    depth += inString ? 0 : 1;
                    deepest = Math.max(deepest, depth);
                }
                case ']', '}' -> depth -= inString ? 0 : 1;
                default -> {}
            }
        }
        return deepest;
    }

    static ProblemException malformed(String why) {
        return new Problem(400, "The body is not acceptable JSON: " + why + ".").exception();
    }
}
