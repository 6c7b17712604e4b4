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

    /**
     * A live job has the unique key, and the submission asked for that job. Nothing is stored.
     *
     * @param id of the live job
     */
    record Existing(JobId id) implements SubmitResult {}

    /**
     * A job that waited has become the submitted one.
     *
     * @param id of that job
     */
    record Replaced(JobId id) implements SubmitResult {}

    /**
     * A live job has the unique key. Nothing is stored.
     *
     * @param id    of the live job
     * @param state its current state
     */
    record UniqueKeyHeld(JobId id, JobState state) implements SubmitResult {}
}
