package nightshift.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.job.Failure;
import nightshift.job.JobState;
import nightshift.store.BadTokenException;
import nightshift.store.JobFilter;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/**
 * Writes jobs to files. An export is stopped and restarted like its job, which has the same id. Methods that ask the
 * store throw {@link StoreUnavailable} when it cannot answer.
 */
public interface Exports {

    /** Why this server makes no exports; empty if it does. */
    Optional<String> off();

    /**
     * Begins an export of the jobs that exist now.
     *
     * @param by who asks
     * @throws IOException if the folder for its file cannot be made
     */
    Export begin(FileFormat format, JobFilter filter, String by) throws IOException;

    /** An export, as long as its job is kept. */
    Optional<Export> find(JobId id);

    /**
     * Exports, newest first.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(int size, Optional<String> token);

    /**
     * A page.
     *
     * @param items     the exports of the page, newest first
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<Export> items, Optional<String> nextToken) {}

    /**
     * An export.
     *
     * @param id            of the export and of its job
     * @param state         of its job
     * @param stopRequested whether it was asked to stop and has not yet
     * @param format        of the file
     * @param filter        which jobs are exported
     * @param createdAt     when it was begun
     * @param createdBy     by whom
     * @param startedAt     when its first attempt started
     * @param endedAt       when it ended
     * @param expiresAt     when its file is removed, once it has ended
     * @param read          how many jobs were looked at
     * @param total         how many there are to look at, where that is known
     * @param written       how many jobs are in the file
     * @param bytes         how large the file is
     * @param file          the whole file, once the export has succeeded and until it is removed
     * @param failure       why it has not succeeded, or not yet
     */
    record Export(
            JobId id,
            JobState state,
            boolean stopRequested,
            FileFormat format,
            JobFilter filter,
            Instant createdAt,
            String createdBy,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> expiresAt,
            long read,
            Optional<Long> total,
            long written,
            long bytes,
            Optional<Path> file,
            Optional<Failure> failure) {}
}
