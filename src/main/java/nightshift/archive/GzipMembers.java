package nightshift.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip members one after the other (RFC 1952) up to the last byte of the file. The JDK's own reader treats a
 * member that is cut in its first bytes, and any other data after a member, as the end of the file.
 */
final class GzipMembers extends InputStream {

    private static final int CRC_OF_HEADER = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] compressed = new byte[1 << 16];
    private final byte[] one = new byte[1];
    private int at;
    private int filled;
    private boolean inMember;
    private boolean any;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    /**
     * The next bytes.
     *
     * @throws EOFException if the file ends inside a member, or has none
     * @throws ZipException if there is something else than members
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (inMember || begin()) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                end();
            }
        }
        return -1;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    private boolean begin() throws IOException {
        if (at == filled && !fill()) {
            if (any) {
                return false;
            }
            throw new EOFException("the file is empty");
        }
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new ZipException(any ? "there is something else after a gzip member" : "it is no gzip file");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (next() != 0) {
                // Not needed here.
            }
        }
        skip((flags & CRC_OF_HEADER) != 0 ? 2 : 0);
        inflater.reset();
        sum.reset();
        inMember = true;
        any = true;
        return true;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput() && !inflater.finished()) {
                if (at == filled) {
                    require(fill());
                }
                inflater.setInput(compressed, at, filled - at);
            }
            int count = inflater.inflate(bytes, offset, length);
            at = filled - inflater.getRemaining();
            sum.update(bytes, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new ZipException("a gzip member is damaged: " + e.getMessage());
        }
    }

    private void end() throws IOException {
        inMember = false;
        if (number() != sum.getValue() || number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("a gzip member is damaged: its checksum is wrong");
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == filled) {
            require(fill());
        }
        return compressed[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(compressed, 0, compressed.length));
        return filled > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("the file ends inside a gzip member");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
