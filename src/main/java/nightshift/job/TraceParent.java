package nightshift.job;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a job in a trace, in the form of the header {@code traceparent} of W3C Trace Context.
 *
 * @param traceHigh first half of the trace's id
 * @param traceLow  second half of it
 * @param parent    id of the span that the job comes from
 * @param flags     of the trace; the lowest bit says that it is recorded
 */
public record TraceParent(long traceHigh, long traceLow, long parent, byte flags) {

    /** The header's name. */
    public static final String HEADER = "traceparent";

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** Reads the header's value, including the known part of a later version; empty if it is missing or invalid. */
    public static Optional<TraceParent> parse(String value) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip(); // blanks around a header's value do not belong to it (RFC 9110)
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(1) != null && text.startsWith("00")) {
            return Optional.empty();
        }
        return Optional.of(
                of(text.substring(3, 35), text.substring(36, 52), (byte) HexFormat.fromHexDigits(text, 53, 55)));
    }

    /**
     * Builds it from its parts.
     *
     * @param traceId  32 hexadecimal digits
     * @param parentId 16 hexadecimal digits
     */
    public static TraceParent of(String traceId, String parentId, byte flags) {
        return new TraceParent(
                HexFormat.fromHexDigitsToLong(traceId, 0, 16),
                HexFormat.fromHexDigitsToLong(traceId, 16, 32),
                HexFormat.fromHexDigitsToLong(parentId),
                flags);
    }

    /** The trace's id: 32 hexadecimal digits. */
    public String traceId() {
        return HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
    }

    /** The parent's id: 16 hexadecimal digits. */
    public String parentId() {
        return HEX.toHexDigits(parent);
    }

    /** The header's value. */
    @Override
    public String toString() {
        return "00-" + traceId() + "-" + parentId() + "-" + HEX.toHexDigits(flags);
    }
}
