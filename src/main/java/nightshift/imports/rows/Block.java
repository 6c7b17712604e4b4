package nightshift.imports.rows;

import java.util.List;

/**
 * Consecutive rows of a file, and the bytes that they and the blank lines around them take up.
 *
 * @param from      offset of the first byte
 * @param to        offset after the last byte, where the next block begins
 * @param firstRow  number of the first row, from 1
 * @param firstLine number of the first line, from 1
 * @param nextLine  number of the line that the next block begins with
 * @param rows      the rows; none if there are blank lines only
 */
record Block(long from, long to, long firstRow, long firstLine, long nextLine, List<Row> rows) {

    /** Number of the row that the next block begins with. */
    long nextRow() {
        return firstRow + rows.size();
    }
}
