package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import nightshift.task.JobId;

/** Hears what this server does in bulk work, for metrics. Methods are called on hot paths: they must be quick and not throw. */
public interface BulkListener {

    /** Hears nothing. */
    BulkListener NONE = new BulkListener() {};

    /**
     * Rows are done for good: what is told here is stored.
     *
     * @param read      rows taken from the source
     * @param submitted rows that became something: jobs of an import, lines of an export
     * @param rejected  rows that could not
     */
    default void rows(BulkKind kind, long read, long submitted, long rejected) {}

    /** A chunk is stored, so long after the one before it. */
    default void chunk(BulkKind kind, Duration duration) {}

    /** This server works on a bulk job since a time. */
    default void running(BulkKind kind, JobId id, Instant startedAt) {}

    /** This server works on a bulk job no more. */
    default void ended(BulkKind kind, JobId id) {}
}
