package nightshift.task;

import java.time.Duration;
import java.util.Optional;

/** Thrown by a task to say how its failure is to be treated. */
public final class AttemptFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Remedy {
        /** Try again while attempts are left. */
        RETRY,
        /** Trying again would not help: the job is dead at once. */
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

    /** A failure that another attempt may mend, after the job's usual wait. */
    public static AttemptFailed retryable(String type, String message, Throwable cause) {
        return new AttemptFailed(type, message, Remedy.RETRY, Optional.empty(), cause);
    }

    /** A failure that another attempt may mend, but not before a given time. */
    public static AttemptFailed retryAfter(Duration wait, String type, String message) {
        return new AttemptFailed(type, message, Remedy.RETRY, Optional.of(wait), null);
    }

    /** A failure that no further attempt can mend. */
    public static AttemptFailed permanent(String type, String message, Throwable cause) {
        return new AttemptFailed(type, message, Remedy.NONE, Optional.empty(), cause);
    }

    /** Short and stable word to group such failures by. */
    public String type() {
        return type;
    }

    /** What to do about it. */
    public Remedy remedy() {
        return remedy;
    }

    /** The least wait before the next attempt, if the failure asks for one. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
