package nightshift.store;

import java.time.Duration;

/**
 * The store cannot answer: it is away, full, loading or failing over. The change may have happened or not. Every change
 * can be repeated without harm.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why the store cannot answer. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** Out of memory: it takes no new jobs, but running ones can end. */
        FULL,
        /** Answers that it cannot serve now: it loads, fails over, is read-only, lacks replicas, or its disk is full. */
        NOT_READY
    }

    private final Reason reason;
    private final String detail;

    /** @param message the operation and what went wrong */
    public StoreUnavailable(Reason reason, String message, Throwable cause) {
        this(
                reason,
                switch (reason) {
                    case UNREACHABLE -> "Redis cannot be reached.";
                    case FULL -> "Redis is out of memory and takes no new jobs.";
                    case NOT_READY -> "Redis is not ready to serve.";
                },
                message,
                cause);
    }

    /**
     * @param detail  what is wrong, in a sentence for clients: it names no hosts
     * @param message the operation and what went wrong, for the log
     */
    public StoreUnavailable(Reason reason, String detail, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.detail = detail;
    }

    /** Why the store cannot answer. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong, in a sentence for clients. */
    public String detail() {
        return detail;
    }

    /** How long a client should wait before it asks again. */
    public Duration retryAfter() {
        return reason == Reason.FULL ? Duration.ofSeconds(10) : Duration.ofSeconds(2);
    }
}
