package nightshift.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.job.Failure;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobState;
import nightshift.store.BadTokenException;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * Takes files of rows and makes a job of each row. An import is stopped and restarted like its job, which has the same
 * id. Methods that ask the store throw {@link StoreUnavailable} when it cannot answer.
 */
public interface Imports {

    /** Why this server accepts no imports; empty if it does. */
    Optional<String> off();

    /**
     * Takes a file and begins its import, unless the same request began one earlier.
     *
     * @param key  identifies a repeated request, with a hash of all of it except the file; empty if repeats are not
     *             recognized
     * @param file read to its end
     * @param by   who asks
     * @throws ImportRefused if it cannot be imported; nothing of it is kept
     * @throws IOException   if it cannot be kept
     */
    Begun begin(ImportRequest request, Optional<IdempotencyKey> key, InputStream file, String by)
            throws ImportRefused, IOException;

    /**
     * Checks what an import of a file would do. Nothing is kept.
     *
     * @throws ImportRefused if it cannot be imported
     * @throws IOException   if it cannot be looked at
     */
    DryRun check(ImportRequest request, InputStream file) throws ImportRefused, IOException;

    /** An import, as long as its job is kept. */
    Optional<Import> find(JobId id);

    /**
     * Imports, newest first: as many as asked for, or fewer where their descriptions are large.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(int size, Optional<String> token);

    /** The rejected rows of an import so far; empty if its files have been removed. */
    Optional<RejectedRows> rejects(Import job);

    /**
     * An import that has begun.
     *
     * @param job   the import
     * @param isNew whether this request began it; false if an earlier, equal request did
     */
    record Begun(Import job, boolean isNew) {}

    /**
     * A page.
     *
     * @param items     the imports of the page, newest first
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<Import> items, Optional<String> nextToken) {}

    /** Rejected rows, in the order of the file. */
    interface RejectedRows {

        /**
         * Some of them: as many as asked for, or fewer where they are large.
         *
         * @param size  from 1 to 1000
         * @param token from the page before; empty for the first
         * @throws BadTokenException if the token was not made by this method
         */
        RejectsPage page(int size, Optional<String> token) throws IOException;

        /** Writes all of them in the format of the file, so that it can be corrected and imported. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * A page of rejected rows.
     *
     * @param items     the rows, in the order of the file
     * @param nextToken leads to the next page; empty after the last
     */
    record RejectsPage(List<RejectedRow> items, Optional<String> nextToken) {}

    /**
     * An import.
     *
     * @param id            of the import and of its job
     * @param state         of its job
     * @param stopRequested whether it was asked to stop and has not yet
     * @param task          of the jobs that it submits
     * @param queue         of these jobs
     * @param name          of the file, as the sender calls it
     * @param format        of the file
     * @param columns       as requested
     * @param types         of their cells, as requested
     * @param createdAt     when it was begun
     * @param createdBy     who began it
     * @param startedAt     when its first attempt started
     * @param endedAt       when it ended
     * @param expiresAt     when its files are removed, once it has ended
     * @param bytes         length of the file
     * @param rows          rows of the file
     * @param rowsPerSecond the combined rate of its workers, while it runs and if known
     * @param left          the remaining time at that rate
     * @param partitions    parts of the file, in order
     * @param failure       why it has not succeeded, or not yet
     */
    record Import(
            JobId id,
            JobState state,
            boolean stopRequested,
            TaskName task,
            QueueName queue,
            Optional<String> name,
            FileFormat format,
            Map<String, Optional<String>> columns,
            Map<String, CellType> types,
            Instant createdAt,
            String createdBy,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> expiresAt,
            long bytes,
            long rows,
            Optional<Double> rowsPerSecond,
            Optional<Duration> left,
            List<Partition> partitions,
            Optional<Failure> failure) {

        /** How many bytes of the file have been read. The header of a CSV file, which is in no partition, is read first. */
        public long bytesRead() {
            return bytes
                    - partitions.stream()
                            .mapToLong(partition -> partition.bytes() - partition.bytesRead())
                            .sum();
        }

        /** How many rows have been read. */
        public long read() {
            return partitions.stream().mapToLong(Partition::read).sum();
        }

        /** How many jobs have been submitted. */
        public long submitted() {
            return partitions.stream().mapToLong(Partition::submitted).sum();
        }

        /** How many rows have been rejected. */
        public long rejected() {
            return partitions.stream().mapToLong(Partition::rejected).sum();
        }
    }

    /**
     * A part of a file.
     *
     * @param state     whether a worker reads it
     * @param bytes     its length
     * @param bytesRead how many of its bytes have been read
     * @param read      how many of its rows have been read
     * @param submitted how many of its rows became jobs
     * @param rejected  how many of its rows were rejected
     * @param worker    id of the worker that reads it, if one does
     */
    record Partition(
            Stage state,
            long bytes,
            long bytesRead,
            long read,
            long submitted,
            long rejected,
            Optional<String> worker) {}

    /** The state of a part of a file. */
    enum Stage {
        /** No worker reads it. */
        WAITING,
        /** A worker reads it. */
        RUNNING,
        /** All of it has been read. */
        DONE
    }

    /**
     * What an import would do.
     *
     * @param bytes    length of the file
     * @param rows     rows of the file
     * @param checked  how many of them, from the first on, were looked at
     * @param rejected how many of these cannot become jobs
     * @param columns  of a CSV file, with the field that each becomes, if any
     * @param sample   the first good ones
     * @param rejects  the first bad ones
     */
    record DryRun(
            long bytes,
            long rows,
            long checked,
            long rejected,
            List<Column> columns,
            List<Sample> sample,
            List<RejectedRow> rejects) {}

    /**
     * A column of a CSV file.
     *
     * @param name  as the header has it
     * @param field the field of the args that it becomes, or a JSON Pointer to one inside; empty if it is left out
     * @param type  how its cells are read; empty if it is left out
     */
    record Column(String name, Optional<String> field, Optional<CellType> type) {}

    /**
     * A row that is good.
     *
     * @param line    in which it begins
     * @param args    of its job, as JSON text
     * @param argsCut whether they are cut short: then they are a string, the beginning of that text
     */
    record Sample(long line, String args, boolean argsCut) {}
}
