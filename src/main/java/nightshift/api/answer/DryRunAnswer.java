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
@Doc("What an import would do.")
public record DryRunAnswer(
        FileFormat format,
        @Doc("Of the file.") Optional<String> name,
        @Doc("Length of the file.") long bytes,
        @Doc("Rows in the file.") long rows,

        @Doc("Rows that were checked: the first ones, about 100,000 at most.")
        long checked,

        long valid,
        long rejected,
        @Doc("Of a CSV file.") List<Column> columns,

        @Doc(value = "The first good rows.", schema = "{maxItems: 10}")
        List<Sample> sample,

        @Doc(value = "The first bad rows.", schema = "{maxItems: 100}")
        List<RejectedRowAnswer> rejects) {

    /** A column of a CSV file. */
    public record Column(
            String column,

            @Doc("What the column becomes; null if it is left out.") @JsonInclude(JsonInclude.Include.ALWAYS)
            String field,

            @Doc("How cells are read. Missing if the column is left out.")
            Optional<CellType> type) {}

    /** A good row. */
    public record Sample(
            @Doc(schema = "{minimum: 1}") long line,
            @Doc("Of the job.") RawValue args,

            @Doc("If the args are long: `args` is the beginning of their JSON text, as a string.")
            Optional<Boolean> argsCut) {}

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
