package nightshift.recount;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of all ids, by the first bits of their hash. Parts are looked at in the order of their numbers.
 *
 * @param bits   how many bits
 * @param number what these bits are
 */
public record Part(int bits, long number) {

    /** All ids. */
    public static final Part ALL = new Part(0, 0);
    /** More parts than this are made only where a part turns out to have too many ids. */
    private static final int BITS_MOST = 8;

    /**
     * As many parts as it takes, in their order.
     *
     * @param ids  about how many ids there are
     * @param most how many a part may have
     */
    public static List<Part> of(long ids, int most) {
        int bits = 0;
        while (bits < BITS_MOST && ids >> bits > most - most / 4) {
            bits++;
        }
        List<Part> parts = new ArrayList<>();
        for (long number = 0; number < 1L << bits; number++) {
            parts.add(new Part(bits, number));
        }
        return parts;
    }

    /** Whether an id is in this part. */
    public boolean has(String id) {
        return first(id) == number;
    }

    /** Whether an id is in a part that comes before this one. */
    public boolean isAfter(String id) {
        return first(id) < number;
    }

    private long first(String id) {
        return bits == 0 ? 0 : IdSet.hash(id) >>> Long.SIZE - bits;
    }

    /** The first of the two parts that this one consists of. */
    public Part firstHalf() {
        return new Part(bits + 1, 2 * number);
    }

    /** The other one. */
    public Part secondHalf() {
        return new Part(bits + 1, 2 * number + 1);
    }
}
