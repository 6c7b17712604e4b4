package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.Imports;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** An import. */
@Doc("An import: a file of rows, with a job for each.")
public record ImportAnswer(
        @Doc("Also the id of its job.") JobId id,
        BulkState state,

        @Doc("Whether it was asked to stop and has not stopped yet.")
        boolean stopRequested,

        @Doc("Of the jobs that it submits.") TaskName task,
        @Doc("Of the jobs that it submits.") QueueName queue,
        @Doc("Of the file.") Optional<String> name,
        FileFormat format,
        @Doc(value = "As asked for.", schema = """
                {additionalProperties: {oneOf: [{type: [string, 'null']}, {type: object, required: [type], \
                additionalProperties: false, properties: {to: {type: string}, \
                type: {$ref: '#/components/schemas/CellType'}}}]}}""") Optional<Map<String, Object>> columns,
        Instant createdAt,
        String createdBy,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,

        @Doc("When its files are removed, once it has ended.")
        Optional<Instant> expiresAt,

        @Doc("Length of the file.") long bytes,
        long bytesRead,
        @Doc("Rows in the file.") long rows,
        @Doc("Rows read.") long read,
        @Doc("Jobs submitted.") long submitted,
        @Doc("Rows rejected.") long rejected,
        @Doc("What all its workers do together.") OptionalDouble rowsPerSecond,
        @Doc("How long it will take at that rate.") OptionalDouble secondsLeft,

        @Doc("Parts of the file that are read independently.")
        List<Partition> partitions,

        @Doc("Why it has not succeeded, or not yet.") Optional<FailureAnswer> failure) {

    /** A part of a file. */
    public record Partition(
            int index,
            Imports.Stage state,
            long bytes,
            long bytesRead,
            long read,
            long submitted,
            long rejected,
            @Doc("Id of the worker that reads it.") Optional<String> worker) {}

    /** How the cells of a column are read. */
    private record Cells(Optional<String> to, CellType type) {}

    /** The answer for this import. */
    public static ImportAnswer of(Imports.Import job) {
        return new ImportAnswer(
                job.id(),
                BulkState.of(job.state()),
                job.stopRequested(),
                job.task(),
                job.queue(),
                job.name(),
                job.format(),
                Optional.of(columns(job.columns(), job.types())).filter(columns -> !columns.isEmpty()),
                job.createdAt(),
                job.createdBy(),
                job.startedAt(),
                job.endedAt(),
                job.expiresAt(),
                job.bytes(),
                job.bytesRead(),
                job.rows(),
                job.read(),
                job.submitted(),
                job.rejected(),
                number(job.rowsPerSecond().map(rate -> Math.round(rate * 10) / 10.0)),
                number(job.left().map(left -> left.toMillis() / 1000.0)),
                partitions(job.partitions()),
                job.failure().map(FailureAnswer::of));
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static List<Partition> partitions(List<Imports.Partition> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(index -> {
                    Imports.Partition part = parts.get(index);
                    return new Partition(
                            index,
                            part.state(),
                            part.bytes(),
                            part.bytesRead(),
                            part.read(),
                            part.submitted(),
                            part.rejected(),
                            part.worker());
                })
                .toList();
    }

    /** In a form that can be sent again. */
    private static Map<String, Object> columns(Map<String, Optional<String>> fields, Map<String, CellType> types) {
        Map<String, Object> columns = new TreeMap<>();
        fields.forEach((name, field) -> columns.put(name, field.orElse(null)));
        types.forEach((name, type) -> columns.put(name, new Cells(fields.getOrDefault(name, Optional.empty()), type)));
        return columns;
    }
}
