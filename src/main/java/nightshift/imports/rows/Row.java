package nightshift.imports.rows;

import java.util.List;

/** A row of a file. */
public sealed interface Row {

    /** The line in which it begins, from 1. */
    long line();

    /**
     * A record of a CSV file.
     *
     * @param line      in which it begins, from 1
     * @param cells     up to {@link Columns#MOST} and one more
     * @param malformed whether there is text after a closing quote
     */
    record Cells(long line, List<String> cells, boolean malformed) implements Row {}

    /**
     * A line of an NDJSON file.
     *
     * @param line its number, from 1
     * @param text the line without its line end
     */
    record Text(long line, String text) implements Row {}
}
