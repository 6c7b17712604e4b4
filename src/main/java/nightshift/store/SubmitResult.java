package nightshift.store;

import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.task.JobId;

/** The store's answer to a submission. */
public sealed interface SubmitResult {

    /** The job is stored. */
    record Accepted(Job job) implements SubmitResult {}

    /** The idempotency key was used before with the same body; this is the original job. */
    record Duplicate(JobId id) implements SubmitResult {}

    /** The idempotency key was used before with another body, which became this job. Nothing is stored. */
    record KeyReused(JobId id) implements SubmitResult {}

    /** This live job has the unique key, and the submission asked for it. Nothing is stored. */
    record Existing(JobId id) implements SubmitResult {}

    /** This job waited, and has become the submitted one. */
    record Replaced(JobId id) implements SubmitResult {}

    /** This live job has the unique key. Nothing is stored. */
    record UniqueKeyHeld(JobId id, JobState state) implements SubmitResult {}
}
