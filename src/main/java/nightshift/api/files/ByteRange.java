package nightshift.api.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/**
 * A part of something (RFC 9110).
 *
 * @param from the first byte, from 0
 * @param to   the byte after the last
 */
record ByteRange(long from, long to) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * What a header asks for: nothing if there is none, or one that is to be ignored, such as for several ranges at once.
     *
     * @param header {@code Range}; null if there is none
     * @param length of the whole
     * @throws ProblemException with 416 if there is no such part
     */
    static Optional<ByteRange> of(String header, long length) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        long first = number(matcher.group(1), -1);
        long last = number(matcher.group(2), Long.MAX_VALUE - 1);
        if (first > last) {
            return Optional.empty();
        }
        ByteRange range = first < 0
                ? new ByteRange(Math.max(0, length - last), length)
                : new ByteRange(first, Math.min(length, last + 1));
        if (range.from >= range.to) {
            throw new Problem(416, "The file has " + length + " bytes: there is no such part of it.").exception();
        }
        return Optional.of(range);
    }

    private static long number(String digits, long otherwise) {
        return digits.isEmpty() ? otherwise : Long.parseLong(digits);
    }

    long length() {
        return to - from;
    }
}
