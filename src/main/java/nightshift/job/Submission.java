package nightshift.job;

import java.util.Optional;

/**
 * A new job on its way into the store.
 *
 * @param job            the job to submit
 * @param idempotencyKey makes the request repeatable, where the client sent one
 * @param trace          the trace that the job's attempts continue, if the client is traced
 */
public record Submission(NewJob job, Optional<IdempotencyKey> idempotencyKey, Optional<TraceParent> trace) {

    /** A submission that is neither repeatable nor traced. */
    public static Submission of(NewJob job) {
        return new Submission(job, Optional.empty(), Optional.empty());
    }

    /** The same submission in a trace. */
    public Submission in(TraceParent other) {
        return new Submission(job, idempotencyKey, Optional.of(other));
    }
}
