package nightshift.access;

import java.time.Duration;
import java.time.Instant;

/**
 * A person who has signed in.
 *
 * @param principal who it is
 * @param since     when the sign-in was
 */
public record Session(Principal principal, Instant since) {

    /** A session ends when it has been idle for this long. */
    public static final Duration IDLE_LONGEST = Duration.ofHours(12);
    /** A session ends after this time even if it is in use. */
    public static final Duration LONGEST = Duration.ofDays(7);

    boolean hasEnded(Instant now) {
        return !now.isBefore(since.plus(LONGEST));
    }
}
