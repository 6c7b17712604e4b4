package nightshift.imports.rows;

/**
 * Finds records of CSV. A line end (CR, LF or both) ends a record unless a quote is open. It agrees with the parser
 * about that even if the quoting is wrong.
 */
final class CsvRecordScanner extends RecordScanner {

    private enum State {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        AFTER_QUOTE,
        AFTER_CR
    }

    private State state = State.FIELD_START;
    private boolean afterCrInQuotes;
    private boolean malformed;
    private boolean empty;

    @Override
    void begin() {
        state = State.FIELD_START;
        malformed = false;
        empty = true;
    }

    @Override
    int find(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (state == State.QUOTED) {
                i = quoted(bytes, i, to);
                continue;
            }
            byte b = bytes[i++];
            if (state == State.AFTER_CR) {
                return b == '\n' ? i : i - 1;
            }
            if (b == '\n') {
                return i;
            }
            if (b == '\r') {
                state = State.AFTER_CR;
                continue;
            }
            empty = false;
            blank &= b == ',';
            if (b == ',') {
                state = State.FIELD_START;
            } else if (b == '"' && state != State.UNQUOTED) {
                state = State.QUOTED;
                afterCrInQuotes = false;
            } else if (state == State.AFTER_QUOTE) {
                malformed = true;
            } else {
                state = State.UNQUOTED;
                i = unquoted(bytes, i, to);
            }
        }
        return -1;
    }

    private static int unquoted(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ',' && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private int quoted(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = bytes[i++];
            if (b == '"') {
                state = State.AFTER_QUOTE;
                return i;
            }
            if (b == '\r' || b == '\n' && !afterCrInQuotes) {
                lineEnd();
            }
            afterCrInQuotes = b == '\r';
        }
        return i;
    }

    // A row of nothing but commas, which spreadsheets add at the end, is blank but not empty.
    @Override
    boolean isEmpty() {
        return empty;
    }

    @Override
    public boolean isMalformed() {
        return malformed;
    }

    @Override
    boolean isLineEndPending() {
        return state == State.AFTER_CR;
    }

    @Override
    public boolean isQuoteOpen() {
        return state == State.QUOTED;
    }
}
