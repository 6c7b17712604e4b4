package nightshift.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines without making objects of them. Holds one line at most, and of an overlong line
 * only the beginning. A line that is not empty is valid until the next call of {@link #next()}.
 */
final class Lines {

    private static final int INITIAL = 64 * 1024;

    private final InputStream in;
    private final int most;
    private byte[] buffer = new byte[INITIAL];
    private int next;
    private int end;
    private boolean ended;
    private int offset;
    private int length;
    private boolean tooLong;

    /** @param most bytes of a line; of a longer one, the rest is skipped */
    Lines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Whether this line had more bytes than allowed. */
    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return !tooLong;
    }

    /** Whether the next line, or the end, can be had without waiting for the sender. */
    boolean isReady() throws IOException {
        return ended || lineEnd(next) >= 0 || in.available() > 0;
    }

    /**
     * Goes to the next line.
     *
     * @return false after the last
     */
    boolean next() throws IOException {
        tooLong = false;
        int searched = next;
        while (true) {
            int lineEnd = lineEnd(searched);
            if (lineEnd >= 0) {
                take(lineEnd, lineEnd + 1);
                return true;
            }
            if (ended) {
                boolean rest = next < end || tooLong;
                take(end, end);
                return rest;
            }
            if (end - next > most) {
                tooLong = true;
                end = next;
            }
            int scanned = end - next;
            fill();
            searched = next + scanned;
        }
    }

    private int lineEnd(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void take(int lineEnd, int following) {
        offset = next;
        length = tooLong ? 0 : lineEnd - next;
        if (length > most) {
            length = 0;
            tooLong = true;
        }
        next = following;
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            ended = true;
        } else {
            end += count;
        }
    }
}
