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
}
