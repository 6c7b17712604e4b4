package nightshift.api.answer;

import java.util.Optional;
import nightshift.imports.RejectedRow;
import tools.jackson.databind.util.RawValue;

/** A row that was rejected. */
@Doc("A row of a file for which no job was submitted.")
public record RejectedRowAnswer(
        @Doc(value = "The line of the file in which the row begins, starting at 1.", schema = "{minimum: 1}")
        long line,

        @Doc("""
                The first column that is wrong: its header for CSV, a JSON Pointer for NDJSON. Missing if the row \
                as a whole is wrong.""") Optional<String> column,

        @Doc("Why the row was rejected. Read it after the name of the column.")
        String reason,

        @Doc(value = """
                The row: its cells for CSV, its text for NDJSON. If `rowCut` is true, a string with the beginning \
                of its JSON text.""", schema = "{oneOf: [{type: array, items: {type: string}}, {type: string}]}")
        RawValue row,

        @Doc("""
                True if the row of a dry run has more than 4,096 characters, so that `row` has only the beginning \
                of its text. Otherwise missing.""") Optional<Boolean> rowCut) {

    /** The answer for this row. */
    public static RejectedRowAnswer of(RejectedRow row) {
        return new RejectedRowAnswer(
                row.line(),
                row.column(),
                row.reason(),
                new RawValue(row.row()),
                Optional.of(true).filter(cut -> row.rowCut()));
    }
}
