package nightshift.task;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends an attempt and says what happens next. Any other exception means the same as {@link #retryable}, with the name of
 * its class as the type.
 */
public final class AttemptFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** What happens to the job after the failure. */
    public enum Remedy {
        /** The job is tried again while it has attempts left. */
        RETRY,
        /** Another attempt would not help. The job is dead at once. */
        NONE
    }

    private final String type;
    private final Remedy remedy;
    private final transient Optional<Duration> retryAfter;

    private AttemptFailed(String type, String message, Remedy remedy, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.type = type;
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    /**
     * A failure that another attempt may get past. The next attempt starts after the job's usual wait.
     *
     * @param type    a short, stable word that groups failures of this kind, such as {@code smtp-refused}
     * @param message what went wrong, for people
     * @param cause   the exception behind the failure, or null
     * @return the exception to throw
     */
    public static AttemptFailed retryable(String type, String message, Throwable cause) {
        return new AttemptFailed(type, message, Remedy.RETRY, Optional.empty(), cause);
    }

    /**
     * A failure that another attempt may get past, but not before a given time.
     *
     * @param wait    the shortest wait before the next attempt
     * @param type    a short, stable word that groups failures of this kind
     * @param message what went wrong, for people
     * @return the exception to throw
     */
    public static AttemptFailed retryAfter(Duration wait, String type, String message) {
        return new AttemptFailed(type, message, Remedy.RETRY, Optional.of(wait), null);
    }

    /**
     * A failure that no other attempt can get past. The job is dead at once.
     *
     * @param type    a short, stable word that groups failures of this kind
     * @param message what went wrong, for people
     * @param cause   the exception behind the failure, or null
     * @return the exception to throw
     */
    public static AttemptFailed permanent(String type, String message, Throwable cause) {
        return new AttemptFailed(type, message, Remedy.NONE, Optional.empty(), cause);
    }

    /**
     * A short, stable word that groups failures of this kind.
     *
     * @return the word
     */
    public String type() {
        return type;
    }

    /**
     * What happens to the job.
     *
     * @return whether another attempt may help
     */
    public Remedy remedy() {
        return remedy;
    }

    /**
     * The shortest wait before the next attempt.
     *
     * @return empty where the job's usual wait applies
     */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
