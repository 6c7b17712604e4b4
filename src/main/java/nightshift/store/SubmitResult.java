package nightshift.store;

import nightshift.job.Job;
import nightshift.task.JobId;

/** The store's answer to a submission. */
public sealed interface SubmitResult {

    /** The job is stored. */
    record Accepted(Job job) implements SubmitResult {}

    /** The idempotency key was seen before with the same body; this is the job of then. */
    record Duplicate(JobId id) implements SubmitResult {}

    /** The idempotency key was seen before with another body; that one became this job. Nothing is stored. */
    record KeyReused(JobId id) implements SubmitResult {}
}
