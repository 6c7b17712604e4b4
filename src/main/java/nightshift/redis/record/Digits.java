package nightshift.redis.record;

/** Numbers of a fixed width, as records have them. */
final class Digits {

    private Digits() {}

    /** Writes a number with leading zeros. */
    static void put(byte[] into, int from, int digits, int value) {
        int rest = value;
        for (int i = from + digits - 1; i >= from; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads what {@link #put} has written. */
    static long get(byte[] from, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + from[i] - '0';
        }
        return value;
    }
}
