package nightshift.imports.rows;

/** Finds lines, such as those of NDJSON. A line of white space only is blank. */
final class LineScanner extends RecordScanner {

    @Override
    void begin() {
        // nothing to forget
    }

    @Override
    int find(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && blank) {
            byte b = bytes[i++];
            if (b == '\n') {
                return i;
            }
            blank = b == ' ' || b == '\t' || b == '\r';
        }
        while (i < to) {
            if (bytes[i++] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
