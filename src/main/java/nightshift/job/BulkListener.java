package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import nightshift.task.JobId;

/**
 * Gets what this server does in bulk work, for metrics. Methods are called on hot paths: they must be quick and not
 * throw.
 */
public interface BulkListener {

    /** Ignores everything. */
    BulkListener NONE = new BulkListener() {};

    /**
     * Rows are done, and the store has them.
     *
     * @param read      rows taken from the source
     * @param submitted rows that became jobs of an import or lines of an export
     * @param rejected  rows that could not
     */
    default void rows(BulkKind kind, long read, long submitted, long rejected) {}

    /** A chunk was stored this long after the previous one. */
    default void chunk(BulkKind kind, Duration duration) {}

    /** This server has worked on a bulk job since this time. */
    default void running(BulkKind kind, JobId id, Instant startedAt) {}

    /** This server has stopped working on a bulk job. */
    default void ended(BulkKind kind, JobId id) {}
}
