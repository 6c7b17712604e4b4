package nightshift.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses what is stored, and checks that it comes back as it was. What it makes begins with four bytes of a checksum, and the
 * length before compression, which is zero if compression would not have saved anything.
 *
 * <p>Holds memory outside the heap until it is closed. Not for several threads.
 */
public final class Packing implements AutoCloseable {

    private static final int CHECKSUM = Integer.BYTES;
    /** Far more than any column has. Guards against lengths that are damaged. */
    private static final int LENGTH_MOST = 1 << 26;

    /** Made for the first call that needs it, as it takes much more memory. */
    private Deflater deflater;

    private final Inflater inflater = new Inflater(true);

    /** The short form of some bytes. */
    public byte[] pack(byte[] bytes) {
        byte[] shorter = new byte[bytes.length];
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        int length = deflater.deflate(shorter);
        boolean saves = deflater.finished() && length < bytes.length;
        ByteArrayOutputStream body = new ByteArrayOutputStream(bytes.length + CHECKSUM);
        Varint.put(body, saves ? bytes.length : 0);
        body.write(saves ? shorter : bytes, 0, saves ? length : bytes.length);
        return ByteBuffer.allocate(CHECKSUM + body.size())
                .putInt(checksum(body.toByteArray(), 0))
                .put(body.toByteArray())
                .array();
    }

    /**
     * The bytes that were packed.
     *
     * @throws DamagedException if they are not as {@link #pack} left them
     */
    public byte[] unpack(byte[] packed) {
        if (packed.length <= CHECKSUM || ByteBuffer.wrap(packed).getInt() != checksum(packed, CHECKSUM)) {
            throw new DamagedException("the checksum differs");
        }
        ByteBuffer in = ByteBuffer.wrap(packed).position(CHECKSUM);
        int length = Varint.getInt(in);
        if (length == 0) {
            return Arrays.copyOfRange(packed, in.position(), packed.length);
        }
        if (length < 0 || length > LENGTH_MOST) {
            throw new DamagedException("the length is wrong");
        }
        byte[] bytes = new byte[length];
        try {
            inflater.reset();
            inflater.setInput(packed, in.position(), in.remaining());
            if (inflater.inflate(bytes) != length) {
                throw new DamagedException("bytes are missing");
            }
        } catch (DataFormatException e) {
            throw new DamagedException(e.getMessage());
        }
        return bytes;
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
        inflater.end();
    }
}
