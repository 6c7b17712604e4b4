package nightshift.api.answer;

import java.time.Instant;
import java.util.Optional;
import nightshift.exports.Exports;
import nightshift.format.FileFormat;
import nightshift.task.JobId;

/** An export. */
@Doc("An export, which writes jobs to a file.")
public record ExportAnswer(
        @Doc("The id of the export, and of the job that does it.")
        JobId id,

        @Doc("Where the export stands.") BulkState state,

        @Doc("Whether somebody asked the export to stop and it has not stopped yet.")
        boolean stopRequested,

        @Doc("The format of the file.") FileFormat format,

        @Doc(
                value =
                        "The conditions that the exported jobs meet. `filter` has all of them, and the others are there if they say"
                                + " the same. Empty if all jobs are exported.",
                schema = "{$ref: '#/components/schemas/JobFilter'}")
        JobConditions filter,

        @Doc("When the export was requested.") Instant createdAt,

        @Doc("Who requested the export: a user name, or the name of an API key.")
        String createdBy,

        @Doc("When the first attempt of the export started. Missing before that.")
        Optional<Instant> startedAt,

        @Doc("When the export ended. Missing before that.") Optional<Instant> endedAt,

        @Doc("When the file is removed. Missing until the export has ended.")
        Optional<Instant> expiresAt,

        @Doc("The number of jobs that the export has looked at so far.")
        long read,

        @Doc("The number of jobs to look at. Missing if it is not known: with a filter by the time of submission.")
        Optional<Long> total,

        @Doc("The number of jobs in the file so far.") long written,
        @Doc("The size of the file in bytes so far.") long bytes,

        @Doc("The path of the file. Present once the export has succeeded, until the file is removed.")
        Optional<String> file,

        @Doc("Why the latest attempt of the export failed. Missing if it has not failed.")
        Optional<FailureAnswer> failure) {

    /** @param file path of the file, if there is one */
    public static ExportAnswer of(Exports.Export export, Optional<String> file) {
        return new ExportAnswer(
                export.id(),
                BulkState.of(export.state()),
                export.stopRequested(),
                export.format(),
                JobConditions.of(export.filter()),
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
