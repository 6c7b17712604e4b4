package nightshift.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers that take fewer bytes the smaller they are: seven bits in each byte, the lowest first. */
final class Varint {

    private Varint() {}

    /** @param value zero or more */
    static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long getLong(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    static int getInt(ByteBuffer in) {
        return (int) getLong(in);
    }
}
