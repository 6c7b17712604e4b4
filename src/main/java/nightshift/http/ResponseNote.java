package nightshift.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A response as the note that is kept on the attempt. */
final class ResponseNote {

    /** Below what all notes of an attempt may have, so that there is always room for it. */
    static final int BYTES_MOST = 30 * 1024;

    private static final int HEADERS_MOST = 50;
    private static final int HEADER_BYTES_MOST = 8 * 1024;
    // So that one long header does not hide all others.
    private static final int HEADER_CHARS_MOST = 2 * 1024;

    private ResponseNote() {}

    static String json(Response response) {
        ObjectNode note = JsonNodeFactory.instance.objectNode().put("status", response.status());
        ObjectNode headers = note.putObject("headers");
        int room = HEADER_BYTES_MOST;
        for (var header : response.headers().entrySet()) {
            String name = cut(header.getKey());
            String value = cut(header.getValue());
            int size = jsonSize(name) + jsonSize(value);
            if (size <= room && headers.size() < HEADERS_MOST) {
                headers.put(name, value);
                room -= size;
            }
        }
        String body = text(response.body(), response.truncated());
        int fits = prefix(body, BYTES_MOST - HEADER_BYTES_MOST - HEADERS_MOST * 6 - 100);
        return note.put("body", body.substring(0, fits))
                .put("truncated", response.truncated() || fits < body.length())
                .toString();
    }

    // What is not UTF-8 becomes U+FFFD, but a character that was cut in two at the end is left out.
    private static String text(byte[] body, boolean truncated) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer chars = CharBuffer.allocate(body.length + 1);
        decoder.decode(ByteBuffer.wrap(body), chars, !truncated);
        return chars.flip().toString();
    }

    private static String cut(String text) {
        return text.length() <= HEADER_CHARS_MOST ? text : text.substring(0, HEADER_CHARS_MOST) + "…";
    }

    private static int jsonSize(String text) {
        return text.chars().map(ResponseNote::jsonSize).sum();
    }

    /** The most bytes that a character needs in JSON and UTF-8; half of a pair counts half. */
    private static int jsonSize(int c) {
        if (c < 0x20) {
            return 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3;
    }

    /** How many characters of the text fit, without cutting a pair in two. */
    private static int prefix(String text, int bytes) {
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            used += jsonSize(text.charAt(i));
            if (used > bytes) {
                return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
            }
        }
        return text.length();
    }
}
