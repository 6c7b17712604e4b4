package nightshift.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.ActionResult;
import nightshift.job.Failure;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.store.BadTokenException;
import nightshift.store.ChangeResult;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/**
 * Does one action to many jobs. An operation is canceled like its job, which has the same id. Every method throws {@link
 * StoreUnavailable} when the store cannot answer.
 */
public interface Operations {

    /**
     * Begins an operation on the jobs that exist now, unless the same request began one earlier.
     *
     * @param key identifies a repeated request; empty if repeats are not recognized
     * @param by  who asks
     */
    Begun begin(OperationRequest request, Optional<IdempotencyKey> key, String by);

    /**
     * The result of a request.
     *
     * @param how       whether it has begun an operation
     * @param id        of the operation, or of what an earlier request with the same key began
     * @param operation the operation, if it is still kept
     */
    record Begun(How how, JobId id, Optional<Operation> operation) {

        /** Whether an operation has begun. */
        public enum How {
            /** It has begun. */
            NEW,
            /** It has not, since the same request began one before. */
            SAME_REQUEST,
            /** It has not, since another request used the same key before. */
            KEY_REUSED
        }
    }

    /** Finds out what an operation would do. Nothing changes. It takes at most some seconds. */
    Preview preview(OperationRequest request);

    /** An operation, as long as its job is kept. */
    Optional<Operation> find(JobId id);

    /** Ends an operation where it is. What it has done stays done. */
    ChangeResult cancel(JobId id);

    /**
     * Operations, newest first.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(int size, Optional<String> token);

    /**
     * A page.
     *
     * @param items     the operations of the page, newest first
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<Operation> items, Optional<String> nextToken) {}

    /** What an operation does at the moment. */
    enum Phase {
        /** It tries its action on the first jobs. */
        CANARY,
        /** It waits for the end of these jobs. */
        WAITING,
        /** It does its action to all other jobs. */
        RUNNING,
        /** It has ended. */
        ENDED
    }

    /** Why an operation stopped by itself. */
    enum Stop {
        /** Too many of the jobs that it tried first have failed. */
        CANARY_FAILED,
        /** Some of the jobs that it tried first had not ended in time, or none of them ran. */
        CANARY_INCONCLUSIVE,
        /** Too many of the jobs that it sent again have failed. */
        FAILURE_RATIO
    }

    /**
     * An operation.
     *
     * @param id              of the operation and of its job
     * @param state           of its job
     * @param cancelRequested whether it was asked to stop and has not yet
     * @param request         what it does
     * @param createdAt       when it was asked for
     * @param createdBy       by whom
     * @param startedAt       when its first attempt started
     * @param endedAt         when it ended
     * @param total           how many jobs it may have to look at
     * @param looked          how many it has looked at
     * @param done            to how many its action is done
     * @param failed          how many could not be read
     * @param skipped         the others that fit
     * @param phase           what it does at the moment
     * @param trial           how the jobs do that it tried first; empty without a canary
     * @param stop            why it stopped by itself, if it did
     * @param failure         why its latest attempt failed, if it did
     */
    record Operation(
            JobId id,
            JobState state,
            boolean cancelRequested,
            OperationRequest request,
            Instant createdAt,
            String createdBy,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            long total,
            long looked,
            long done,
            long failed,
            List<Skipped> skipped,
            Phase phase,
            Optional<Trial> trial,
            Optional<Stop> stop,
            Optional<Failure> failure) {}

    /**
     * Jobs that were left as they are.
     *
     * @param reason why
     * @param count  how many
     * @param sample the first of them, at most 5
     */
    record Skipped(ActionResult reason, long count, List<JobId> sample) {}

    /**
     * What an operation would do.
     *
     * @param looked   how many jobs that fit were looked at one by one
     * @param complete whether all jobs that fit were counted
     * @param matched  how many fit
     * @param applies  to how many of these the action applies; if some were only counted, at most
     * @param failed   how many of the looked-at jobs could not be read
     * @param skipped  the other jobs that fit; only looked-at jobs show reasons that do not follow from the state
     * @param states   how many of those that fit are in each state
     * @param queues   how many of those that fit are in each queue
     * @param sample   the first that fit, at most 5
     */
    record Preview(
            long looked,
            boolean complete,
            long matched,
            long applies,
            long failed,
            List<Skipped> skipped,
            Map<JobState, Long> states,
            Map<QueueName, Long> queues,
            List<JobSummary> sample) {}
}
