package nightshift.job;

import nightshift.task.JobContext;

/** An attempt as the server's own tasks see it. Tasks of users see a {@link JobContext}, which has no lease. */
public interface LeasedAttempt extends JobContext {

    /**
     * This attempt's hold on the job. Once another worker has the job, the store refuses every write under this lease.
     */
    Lease lease();

    /**
     * Asks for another attempt to continue what this one has stored. This one ends when its handler does, and does not count. The
     * current thread is interrupted.
     */
    void handOver();

    /** Says what this attempt learned about the destination that it called. What was said last counts. */
    void called(Reachability learned);
}
