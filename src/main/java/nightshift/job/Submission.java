package nightshift.job;

import java.util.Optional;

/**
 * A new job on its way into the store.
 *
 * @param job            what is asked for
 * @param idempotencyKey makes the request repeatable, where the client sent one
 */
public record Submission(NewJob job, Optional<IdempotencyKey> idempotencyKey) {

    /** A submission that is not repeatable. */
    public static Submission of(NewJob job) {
        return new Submission(job, Optional.empty());
    }
}
