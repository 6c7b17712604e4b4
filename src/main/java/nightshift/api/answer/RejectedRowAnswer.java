package nightshift.api.answer;

import java.util.Optional;
import nightshift.imports.RejectedRow;
import tools.jackson.databind.util.RawValue;

/** A row that was rejected. */
@Doc("A row for which no job was submitted.")
public record RejectedRowAnswer(
        @Doc(value = "In which the row begins, from 1.", schema = "{minimum: 1}")
        long line,

        @Doc("The first column that is wrong: of CSV by its header, of NDJSON as a JSON Pointer.")
        Optional<String> column,

        String reason,

        @Doc(
                value = "The cells of CSV, or the line of NDJSON.",
                schema = "{oneOf: [{type: array, items: {type: string}}, {type: string}]}")
        RawValue row,

        @Doc("In a dry run, if the row is long: `row` is the beginning of its JSON text, as a string.")
        Optional<Boolean> rowCut) {

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
