package nightshift.job;

/** Gets what this server writes to the archive, for metrics. Methods must be quick and not throw. */
public interface ArchiveListener {

    /** Ignores everything. */
    ArchiveListener NONE = new ArchiveListener() {};

    /**
     * Jobs are in the archive for good. They may be reported again: after a crash, delivery is at least once.
     *
     * @param bytes their size in the archive
     */
    default void archived(int jobs, long bytes) {}

    /** The archive cannot be written. Until it can, no job is removed. Called again for each try. */
    default void failed() {}
}
