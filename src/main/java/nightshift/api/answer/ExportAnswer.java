package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.exports.Exports;
import nightshift.format.FileFormat;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** An export. */
@Doc("An export: jobs written to a file.")
public record ExportAnswer(
        @Doc("Also the id of its job.") JobId id,
        BulkState state,

        @Doc("Whether it was asked to stop and has not stopped yet.")
        boolean stopRequested,

        FileFormat format,

        @Doc(schema = "{$ref: '#/components/schemas/JobFilter'}")
        Filter filter,

        Instant createdAt,
        String createdBy,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        @Doc("When its file is removed, once it has ended.") Optional<Instant> expiresAt,
        @Doc("Jobs looked at.") long read,

        @Doc("Jobs to look at. Missing where that is not known: with `createdAfter` or `createdBefore`.")
        Optional<Long> total,

        @Doc("Jobs in the file.") long written,
        @Doc("Size of the file.") long bytes,

        @Doc("Path of the file, once the export has succeeded and until the file is removed.")
        Optional<String> file,

        @Doc("Why it has not succeeded, or not yet.") Optional<FailureAnswer> failure) {

    /** Which jobs are exported: the schema {@code JobFilter}, which a request has too. */
    public record Filter(
            Optional<List<JobState>> state,
            Optional<QueueName> queue,
            Optional<TaskName> task,
            Optional<String> tag,
            Optional<Instant> createdAfter,
            Optional<Instant> createdBefore,
            Optional<String> q) {

        private static Filter of(JobFilter filter) {
            return new Filter(
                    Optional.of(filter.states().stream().sorted().toList()).filter(states -> !states.isEmpty()),
                    filter.queue(),
                    filter.task(),
                    filter.tag(),
                    filter.createdAfter(),
                    filter.createdBefore(),
                    filter.text());
        }
    }

    /** @param file path of the file, if there is one */
    public static ExportAnswer of(Exports.Export export, Optional<String> file) {
        return new ExportAnswer(
                export.id(),
                BulkState.of(export.state()),
                export.stopRequested(),
                export.format(),
                Filter.of(export.filter()),
                export.createdAt(),
                export.createdBy(),
                export.startedAt(),
                export.endedAt(),
                export.expiresAt(),
                export.read(),
                export.total(),
                export.written(),
                export.bytes(),
                file,
                export.failure().map(FailureAnswer::of));
    }
}
