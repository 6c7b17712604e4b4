package nightshift.imports.rows;

import nightshift.format.FileFormat;

/**
 * Finds where records end in UTF-8 bytes that arrive piece by piece. Keeps no bytes. Reading can begin at the start of
 * any record.
 */
public abstract sealed class RecordScanner permits CsvRecordScanner, LineScanner {

    private long lineEnds;
    private boolean ended = true;
    /** Whether all its cells have nothing in them, so far. */
    boolean blank;

    /** A scanner at the beginning of a file of this format. */
    public static RecordScanner of(FileFormat format) {
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
    public final int next(byte[] bytes, int from, int to) {
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

    /** Treats the end of the bytes as the end of the record, which may lack its line end. */
    public final void end() {
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
    public final long lineEnds() {
        return lineEnds;
    }

    /** Whether parsers skip the record. */
    boolean isEmpty() {
        return isBlank();
    }

    /** Whether the record has no content and does not count: an empty line, or nothing but commas. */
    public final boolean isBlank() {
        return blank;
    }

    /** Whether there is text after a closing quote in the record. */
    public boolean isMalformed() {
        return false;
    }

    /** Whether the last byte can be the first half of a line end of two bytes. */
    boolean isLineEndPending() {
        return false;
    }

    /** Whether a quote is open where the bytes end. */
    public boolean isQuoteOpen() {
        return false;
    }
}
