package nightshift.imports.upload;

/** Checks whether bytes that arrive piece by piece are UTF-8 text. A NUL counts as an error. */
final class Utf8Check {

    /** How many bytes of the current character are still to come, and the range in which the next one must be. */
    private int missing;

    private int least = 0x80;
    private int most = 0xBF;

    /** Index of the first invalid byte; -1 if all are valid. */
    int firstBad(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (missing == 0 ? b <= 0 && !begins(b & 0xFF) : !continues(b & 0xFF)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the last character is complete. */
    boolean isWhole() {
        return missing == 0;
    }

    private boolean begins(int b) {
        missing = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
        least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        return b >= 0xC2 && b <= 0xF4;
    }

    private boolean continues(int b) {
        boolean fits = b >= least && b <= most;
        missing--;
        least = 0x80;
        most = 0xBF;
        return fits;
    }
}
