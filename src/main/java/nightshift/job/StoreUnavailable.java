package nightshift.job;

import java.time.Duration;

/**
 * The store cannot answer: it is away, full, loading or failing over. What was asked may or may not have happened;
 * every change can be repeated without harm.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** Out of memory: it takes no new jobs, but running ones can end. */
        FULL,
        /** Answers that it is not able to serve now, such as loading, failing over or a full disk. */
        NOT_READY
    }

    private final Reason reason;

    /** @param message what was asked and what went wrong */
    public StoreUnavailable(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }

    /** How long a client should wait before it asks again. */
    public Duration retryAfter() {
        return reason == Reason.FULL ? Duration.ofSeconds(10) : Duration.ofSeconds(2);
    }
}
