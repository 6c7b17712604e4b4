package nightshift.imports;

import java.util.Optional;

/**
 * A row of a file for which no job was submitted.
 *
 * @param line   of the file in which it begins, from 1
 * @param column the first column that is wrong: its header for CSV, a JSON Pointer for NDJSON; empty if no single
 *               column is wrong
 * @param reason what is wrong, for people
 * @param row    the row as JSON text: an array of its cells, or a string that is its line
 * @param rowCut whether the row is cut short: then it is a string, the beginning of that text
 */
public record RejectedRow(long line, Optional<String> column, String reason, String row, boolean rowCut) {

    /** A whole row. */
    public RejectedRow(long line, Optional<String> column, String reason, String row) {
        this(line, column, reason, row, false);
    }
}
