package nightshift.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import tools.jackson.databind.util.RawValue;

/** What an import would do. */
@Doc("What an import of this file would do. Nothing was stored.")
public record DryRunAnswer(
        @Doc("The format of the file, which follows from its `Content-Type`.")
        FileFormat format,

        @Doc("The name of the file, as the request gave it. Missing if the request gave none.")
        Optional<String> name,

        @Doc("The size of the file in bytes.") long bytes,

        @Doc("The number of rows in the file. The header of a CSV file and blank lines are not counted.")
        long rows,

        @Doc("""
                The number of rows that were checked, counted from the first: all rows, or about 100,000 of a \
                longer file.""") long checked,

        @Doc("The number of checked rows that would become jobs.")
        long valid,

        @Doc("The number of checked rows that would be rejected.")
        long rejected,

        @Doc("The columns of a CSV file, in the order of its header. Empty for NDJSON.")
        List<Column> columns,

        @Doc(value = "The first rows that would become jobs, at most 10.", schema = "{maxItems: 10}")
        List<Sample> sample,

        @Doc(value = "The first rows that would be rejected, at most 100.", schema = "{maxItems: 100}")
        List<RejectedRowAnswer> rejects) {

    /** A column of a CSV file. */
    @Doc("A column of a CSV file.")
    public record Column(
            @Doc("The name of the column, as the header has it.")
            String column,

            @Doc("""
                The field of the args that the column becomes: its name, or a JSON Pointer to a nested field. \
                `null` if the column is left out.""") @JsonInclude(JsonInclude.Include.ALWAYS)
            String field,

            @Doc("How the cells of the column are read. Missing if the column is left out.")
            Optional<CellType> type) {}

    /** A good row. */
    @Doc("A row that would become a job.")
    public record Sample(
            @Doc(value = "The line of the file in which the row begins, starting at 1.", schema = "{minimum: 1}")
            long line,

            @Doc("The args of the job. If `argsCut` is true, a string with the beginning of their JSON text.")
            RawValue args,

            @Doc("""
                True if the args have more than 4,096 characters, so that `args` has only the beginning of their \
                text. Otherwise missing.""") Optional<Boolean> argsCut) {}

    /** The answer for this dry run of this request. */
    public static DryRunAnswer of(ImportRequest request, Imports.DryRun run) {
        return new DryRunAnswer(
                request.format(),
                request.name(),
                run.bytes(),
                run.rows(),
                run.checked(),
                run.checked() - run.rejected(),
                run.rejected(),
                run.columns().stream()
                        .map(column -> new Column(column.name(), column.field().orElse(null), column.type()))
                        .toList(),
                run.sample().stream().map(DryRunAnswer::sample).toList(),
                run.rejects().stream().map(RejectedRowAnswer::of).toList());
    }

    private static Sample sample(Imports.Sample row) {
        return new Sample(
                row.line(), new RawValue(row.args()), Optional.of(true).filter(cut -> row.argsCut()));
    }
}
