package nightshift.imports.rows;

import nightshift.format.FileFormat;

/**
 * Finds where records end in bytes of UTF-8 that come piece by piece. Keeps none of them. Reading can begin at the start of
 * any record.
 */
abstract sealed class RecordScanner permits CsvRecordScanner, LineScanner {

    private long lineEnds;
    private boolean ended = true;
    /** Whether all its cells have nothing in them, so far. */
    boolean blank;

    static RecordScanner of(FileFormat format) {
        return switch (format) {
            case CSV -> new CsvRecordScanner();
            case NDJSON -> new LineScanner();
        };
    }

    /**
     * Looks for the end of the current record.
     *
     * @param from index of the first byte that this scanner has not seen
     * @param to   index after the last byte there is
     * @return index after the record and its line end, from {@code from} on; -1 if it is not among these bytes
     */
    final int next(byte[] bytes, int from, int to) {
        if (ended) {
            ended = false;
            blank = true;
            begin();
        }
        int end = find(bytes, from, to);
        if (end >= 0) {
            lineEnds++;
            ended = true;
        }
        return end;
    }

    /** Takes the end of the bytes for the end of the record, which may lack its line end. */
    final void end() {
        if (isLineEndPending()) {
            lineEnds++;
        }
        ended = true;
    }

    abstract void begin();

    abstract int find(byte[] bytes, int from, int to);

    /** Counts a line end inside a record. */
    final void lineEnd() {
        lineEnds++;
    }

    /** Line ends so far. */
    final long lineEnds() {
        return lineEnds;
    }

    /** Whether parsers do not see the record at all. */
    boolean isEmpty() {
        return isBlank();
    }

    /** Whether the record has no content and counts for none: an empty line, or nothing but commas. */
    final boolean isBlank() {
        return blank;
    }

    /** Whether there is text after a closing quote in the record. */
    boolean isMalformed() {
        return false;
    }

    /** Whether the bytes end with a line end that might go on. */
    boolean isLineEndPending() {
        return false;
    }

    /** Whether a quote is open where the bytes end. */
    boolean isQuoteOpen() {
        return false;
    }
}
