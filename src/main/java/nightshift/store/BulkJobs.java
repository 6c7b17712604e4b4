package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.BulkKind;
import nightshift.job.Submission;
import nightshift.task.JobId;

/** Keeps bulk jobs. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface BulkJobs {

    /** An id for a bulk job that is about to begin. Needs no store. */
    JobId newId();

    /**
     * Stores a bulk job and the job that does it, under the same id, in one atomic step. Nothing is stored if the
     * idempotency key of the submission was used before, or if this bulk job has already begun, so a call can be
     * repeated if its answer was lost.
     */
    Begun begin(BulkJob bulk, Submission job);

    /** The bulk job, if it is kept. */
    Optional<BulkJob> find(JobId id);

    /**
     * Bulk jobs of a kind, newest first: as many as asked for, or fewer where their descriptions are large. Those of operations lack the
     * ids that {@link OperationSteps#trail} answers.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(BulkKind kind, int size, Optional<String> token);

    /**
     * Ids of bulk jobs of a kind that began before a time, oldest first; at most 100. This includes bulk jobs that are
     * no longer kept, until they are forgotten.
     *
     * @param skipped how many of the oldest are left out
     */
    List<JobId> begunBefore(BulkKind kind, Instant time, int skipped);

    /** Removes what is kept about a bulk job; its job stays. */
    void forget(BulkKind kind, JobId id);

    /**
     * The result of beginning a bulk job.
     *
     * @param how whether it has begun
     * @param id  its own, or that of the one for which the key was used before
     */
    record Begun(How how, JobId id) {

        /** Whether it has begun. */
        public enum How {
            /** It has begun. */
            NEW,
            /** It has not, since the same request began another one before. */
            SAME_REQUEST,
            /** It has not, since another request used the same key before. */
            KEY_REUSED
        }
    }

    /**
     * A page.
     *
     * @param items     the bulk jobs of the page, newest first
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<BulkJob> items, Optional<String> nextToken) {}
}
