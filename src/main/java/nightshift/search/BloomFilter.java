package nightshift.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;

/**
 * Whether a text can be among some texts. It says yes for each of them, and for about one in a hundred others: it has ten bits for
 * each text, of which five stand for it.
 */
final class BloomFilter {

    private static final int BITS_OF_TEXT = 10;
    private static final int PROBES = 5;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private BloomFilter() {}

    /** The filter for these texts. */
    static byte[] of(Collection<String> texts) {
        byte[] bits = new byte[Math.max(1, (texts.size() * BITS_OF_TEXT + Byte.SIZE - 1) / Byte.SIZE)];
        for (String text : texts) {
            long hash = hash(text);
            for (int i = 0; i < PROBES; i++) {
                int at = place(hash, i, bits);
                bits[at >> 3] |= (byte) (1 << (at & 7));
            }
        }
        return bits;
    }

    /** Whether a filter that {@link #of} has made can have this text. */
    static boolean canHave(byte[] bits, String text) {
        long hash = hash(text);
        for (int i = 0; i < PROBES; i++) {
            int at = place(hash, i, bits);
            if ((bits[at >> 3] & 1 << (at & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int place(long hash, int probe, byte[] bits) {
        int step = (int) (hash >>> 32) | 1;
        return Integer.remainderUnsigned((int) hash + probe * step, bits.length * Byte.SIZE);
    }

    /** The hash of Fowler, Noll and Vo, mixed so that all bits depend on all others. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte each : text.getBytes(UTF_8)) {
            hash = (hash ^ each & 0xff) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
