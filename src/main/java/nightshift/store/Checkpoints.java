package nightshift.store;

import java.util.List;
import java.util.Map;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.task.JobId;

/** How far bulk work has come. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface Checkpoints {

    /** The result of a step. */
    enum Commit {
        /** Everything is stored. */
        COMMITTED,
        /** The checkpoint was there already: an earlier answer was lost. */
        ALREADY,
        /** The job, or the bulk job that it works for, was asked to stop or has ended. Nothing was stored. */
        STOP,
        /** The lease is lost. Nothing was stored. */
        LEASE_LOST,
        /** Another worker has moved the checkpoint. Nothing was stored. */
        CONFLICT
    }

    /**
     * A move of a checkpoint.
     *
     * @param bulk the bulk job that it belongs to; any job can have checkpoints
     * @param name of the checkpoint, up to 200 characters; {@code kind} and {@code description} are taken
     * @param from its current value; empty text for none
     * @param to   its new value; not empty
     */
    record Step(JobId bulk, String name, String from, String to) {}

    /** All checkpoints of a bulk job, by name; empty if it has none. */
    Map<String, String> all(JobId bulk);

    /**
     * Moves a checkpoint and stores the jobs of that step, in one atomic step and only under a lease. Workers that were
     * lost earlier do not count against a job that has made progress since.
     *
     * @param lease held by the caller
     * @param jobs  at most {@link JobIntake#BATCH}, without idempotency keys
     */
    Commit commit(Lease lease, Step step, List<Submission> jobs);

    /** Whether a lease holds: its job runs, under this token. */
    boolean isHeld(Lease lease);
}
