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
@Doc("An import, which submits one job for each row of a file.")
public record ImportAnswer(
        @Doc("The id of the import, and of the job that does it.")
        JobId id,

        @Doc("Where the import stands.") BulkState state,

        @Doc("Whether somebody asked the import to stop and it has not stopped yet.")
        boolean stopRequested,

        @Doc("The task of the jobs that the import submits.")
        TaskName task,

        @Doc("The queue of the jobs that the import submits.")
        QueueName queue,

        @Doc("The name of the file, as the request gave it. Missing if the request gave none.")
        Optional<String> name,

        @Doc("The format of the file.") FileFormat format,
        @Doc(value = """
                Which field each column becomes, as the request asked. The names of columns are the keys. Missing \
                if the request asked for nothing.""", schema = """
                {additionalProperties: {oneOf: [{type: [string, 'null']}, {type: object, required: [type], \
                additionalProperties: false, properties: {\
                to: {type: string, description: 'Field of the args, or a JSON Pointer to a nested field.'}, \
                type: {$ref: '#/components/schemas/CellType', description: 'How the cells are read.'}}}]}}""") Optional<Map<String, Object>> columns,
        @Doc("When the import was requested.") Instant createdAt,

        @Doc("Who requested the import: a user name, or the name of an API key.")
        String createdBy,

        @Doc("When the first attempt of the import started. Missing before that.")
        Optional<Instant> startedAt,

        @Doc("When the import ended. Missing before that.") Optional<Instant> endedAt,

        @Doc("When the file and its rejected rows are removed. Missing until the import has ended.")
        Optional<Instant> expiresAt,

        @Doc("The size of the file in bytes.") long bytes,

        @Doc("The number of bytes of the file that have been read. The header of a CSV file counts as read.")
        long bytesRead,

        @Doc("The number of rows in the file. The header of a CSV file and blank lines are not counted.")
        long rows,

        @Doc("The number of rows that have been read.") long read,
        @Doc("The number of jobs that have been submitted.") long submitted,
        @Doc("The number of rows that have been rejected.") long rejected,

        @Doc("The number of rows that all workers of the import read per second together. Missing if it is not known.")
        OptionalDouble rowsPerSecond,

        @Doc("""
                The estimate of the seconds until all rows are read, at the rate of `rowsPerSecond`. Missing if it \
                is not known.""") OptionalDouble secondsLeft,

        @Doc("The parts of the file, in order. Different workers can read them at the same time.")
        List<Partition> partitions,

        @Doc("Why the latest attempt of the import failed. Missing if it has not failed.")
        Optional<FailureAnswer> failure) {

    /** A part of a file. */
    @Doc("A part of the file.")
    public record Partition(
            @Doc("The number of the part, starting at 0.") int index,

            @Doc("Whether a worker reads the part: `WAITING` before, `RUNNING` during, and `DONE` after.")
            Imports.Stage state,

            @Doc("The size of the part in bytes.") long bytes,

            @Doc("The number of bytes of the part that have been read.")
            long bytesRead,

            @Doc("The number of rows of the part that have been read.")
            long read,

            @Doc("The number of jobs that have been submitted for rows of the part.")
            long submitted,

            @Doc("The number of rows of the part that have been rejected.")
            long rejected,

            @Doc("The id of the worker that reads the part. Missing if none does.")
            Optional<String> worker) {}

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
