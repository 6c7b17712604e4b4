package nightshift.store;

import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.task.JobId;

/** The store's answer to a submission. */
public sealed interface SubmitResult {

    /**
     * The job is stored.
     *
     * @param job the job as it is stored, with its id and state
     */
    record Accepted(Job job) implements SubmitResult {}

    /**
     * The idempotency key was used before with the same body. Nothing is stored.
     *
     * @param id of the original job, which retention may have removed since
     */
    record Duplicate(JobId id) implements SubmitResult {}

    /**
     * The idempotency key was used before with another body. Nothing is stored.
     *
     * @param id of the job that the other body became
     */
    record KeyReused(JobId id) implements SubmitResult {}

    /** This live job has the unique key, and the submission asked for it. Nothing is stored. */
    record Existing(JobId id) implements SubmitResult {}

    /** This job waited, and has become the submitted one. */
    record Replaced(JobId id) implements SubmitResult {}

    /** This live job has the unique key. Nothing is stored. */
    record UniqueKeyHeld(JobId id, JobState state) implements SubmitResult {}
}
