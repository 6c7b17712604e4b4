package nightshift.api.jobs;

import java.io.IOException;
import java.util.Arrays;
import nightshift.web.ProblemException;
import nightshift.web.wire.Body;

/**
 * Splits bytes into lines as they arrive, without creating objects for them and without waiting. Holds one line at
 * most, and only the beginning of an overlong one. A line that is not empty is valid until the next call of {@link
 * #next()}.
 */
final class JobLines {

    private static final int INITIAL = 16 * 1024;

    /** What {@link #next()} has found. */
    enum Found {
        /** A line. */
        LINE,
        /** No complete line yet: the rest is still on its way. */
        NOTHING_YET,
        /** The end. */
        END
    }

    /** Where the bytes come from. */
    interface Source {

        /**
         * Takes what has arrived.
         *
         * @return how many bytes, {@link Body#NOTHING_YET} or {@link Body#END}
         */
        int read(byte[] into, int offset, int length) throws IOException;
    }

    private final Source in;
    private final int most;
    private final BodyRoom room;
    private byte[] buffer = new byte[INITIAL];
    private int grown;
    private int searched;
    private int next;
    private int end;
    private boolean ended;
    private int offset;
    private int length;
    private boolean tooLong;
    private boolean returned;

    /**
     * The lines of a source.
     *
     * @param most bytes of a line; of a longer one, the rest is skipped
     * @param room for lines that are longer than usual; {@link #close} gives it back
     */
    JobLines(Source in, int most, BodyRoom room) {
        this.in = in;
        this.most = most;
        this.room = room;
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

    /**
     * Goes to the next line.
     *
     * @throws ProblemException with 503 if there is no memory for a line
     */
    Found next() throws IOException {
        if (returned) {
            tooLong = false;
            returned = false;
            searched = next;
        }
        while (true) {
            int lineEnd = lineEnd(searched);
            if (lineEnd >= 0) {
                return take(lineEnd, lineEnd + 1);
            }
            if (ended) {
                return next < end || tooLong ? take(end, end) : Found.END;
            }
            if (end - next > most) {
                tooLong = true;
                end = next;
            }
            int scanned = end - next;
            int count = fill();
            searched = next + scanned;
            if (count == Body.NOTHING_YET) {
                return Found.NOTHING_YET;
            }
        }
    }

    /** Ends the reading and frees its memory. */
    void close() {
        room.give(grown);
        grown = 0;
    }

    private int lineEnd(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Found take(int lineEnd, int following) {
        offset = next;
        length = tooLong ? 0 : lineEnd - next;
        if (length > most) {
            length = 0;
            tooLong = true;
        }
        next = following;
        returned = true;
        return Found.LINE;
    }

    private int fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        if (end == buffer.length) {
            grow();
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count == Body.END) {
            ended = true;
        } else {
            end += count;
        }
        return count;
    }

    private void grow() {
        int more = buffer.length;
        if (!room.take(more)) {
            throw BodyRoom.full().exception();
        }
        grown += more;
        buffer = Arrays.copyOf(buffer, buffer.length + more);
    }
}
