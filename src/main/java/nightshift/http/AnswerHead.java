package nightshift.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Reads the status line and the headers of answers on one connection. It accepts what other clients accept: large and
 * many headers, folded lines, bare line feeds, unknown statuses. What exceeds the limits is dropped, not an error, except
 * for the headers that say where the answer ends. The library's own parser fails on all of these.
 */
final class AnswerHead implements HttpMessageParser<ClassicHttpResponse> {

    /** Bytes of headers that are kept. */
    static final int BYTES_KEPT = 64 * 1024;
    /** Header lines that are kept. */
    static final int LINES_KEPT = 200;
    /** Bytes that are read at all. A receiver that sends more never stops. */
    static final int BYTES_READ = 1024 * 1024;

    private static final int EMPTY_LINES = 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.(\\d+)[ \\t]+([1-9]\\d\\d)(?:[ \\t].*)?");
    private static final Set<String> ALWAYS_KEPT =
            Set.of("content-length", "transfer-encoding", "connection", "retry-after");

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private SessionInputBuffer buffer;
    private int read;
    private boolean begun;

    /** Call before each request. */
    void expectAnswer() {
        begun = false;
    }

    /** Whether any byte of the answer has been read. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether bytes that nobody has asked for yet are in the buffer. */
    boolean hasUnread() {
        return buffer != null && buffer.length() > 0;
    }

    /** The next status line with its headers, or null if the connection ends before it. */
    @Override
    public ClassicHttpResponse parse(SessionInputBuffer from, InputStream in) throws IOException, HttpException {
        buffer = from;
        read = 0;
        String first = line(in);
        for (int i = 0; i < EMPTY_LINES && first != null && first.isEmpty(); i++) {
            first = line(in);
        }
        if (first == null) {
            return null;
        }
        Matcher status = STATUS_LINE.matcher(first);
        if (!status.matches()) {
            throw new ProtocolException("the answer is not HTTP/1.1: its first line is \"" + excerpt(first) + "\"");
        }
        // The phrase is the receiver's own and is not kept.
        ClassicHttpResponse answer = new BasicClassicHttpResponse(Integer.parseInt(status.group(2)));
        answer.setVersion(status.group(1).matches("0+") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
        Framing framing = new Framing();
        for (Header header : headers(in)) {
            framing.add(header, answer);
        }
        return answer;
    }

    private List<Header> headers(InputStream in) throws IOException {
        List<Header> kept = new ArrayList<>();
        int bytes = 0;
        String current = line(in);
        while (current != null && !current.isEmpty()) {
            String next = line(in);
            if (next != null && isFolded(next)) {
                current = shortened(current + " " + next.strip());
                continue;
            }
            Header header = header(current);
            boolean fits = kept.size() < LINES_KEPT && bytes + current.length() <= BYTES_KEPT;
            if (header != null && (fits || ALWAYS_KEPT.contains(header.getName().toLowerCase(Locale.ROOT)))) {
                kept.add(header);
                bytes += current.length();
            }
            current = next;
        }
        return kept;
    }

    private static boolean isFolded(String line) {
        return !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    }

    private static String shortened(String line) {
        return line.length() <= BYTES_KEPT ? line : line.substring(0, BYTES_KEPT);
    }

    /** Null for a line that is no header. */
    private static Header header(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        return name.isEmpty()
                ? null
                : new BasicHeader(name, line.substring(colon + 1).strip());
    }

    /** Without its end, cut to what can be kept; null at the end of the stream. */
    private String line(InputStream in) throws IOException {
        line.reset();
        int b = buffer.read(in);
        begun |= b >= 0;
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = buffer.read(in)) {
            if (++read > BYTES_READ) {
                throw new MessageConstraintException("the headers of the answer exceed " + BYTES_READ + " bytes");
            }
            if (line.size() < BYTES_KEPT) {
                line.write(b);
            }
        }
        read++;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String excerpt(String line) {
        return line.substring(0, Math.min(line.length(), 40)).replaceAll("[^ -~]", "?");
    }

    /** Turns what headers say about the end of the body into a form that has one reading, or refuses them. */
    private static final class Framing {

        private String length;

        void add(Header header, ClassicHttpResponse answer) throws ProtocolException {
            if (header.getName().equalsIgnoreCase("content-length")) {
                addLength(header.getValue(), answer);
            } else if (!header.getName().equalsIgnoreCase("transfer-encoding")
                    || !header.getValue().equalsIgnoreCase("identity")) {
                answer.addHeader(header);
            }
        }

        // The same length twice, on two lines or one, is a common mistake of proxies. Two lengths cannot be trusted.
        private void addLength(String value, ClassicHttpResponse answer) throws ProtocolException {
            for (String one : value.split(",", -1)) {
                if (length == null) {
                    length = one.strip();
                    answer.addHeader("content-length", length);
                } else if (!length.equals(one.strip())) {
                    throw new ProtocolException("the answer has two different lengths: " + excerpt(length) + " and "
                            + excerpt(one.strip()));
                }
            }
        }
    }
}
