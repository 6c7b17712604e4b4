package nightshift.job;

import java.time.Duration;

/**
 * How long finished jobs are kept, unless their queue has rules of its own.
 *
 * @param succeeded age at which a job that succeeded, was canceled or expired is removed; at least 1 s
 * @param dead      age at which a dead job is removed; at least 1 s
 * @param most      how many succeeded jobs are kept at most, whatever their age; at least 1
 */
public record Retention(Duration succeeded, Duration dead, long most) {

    /** @throws IllegalArgumentException if a value is out of range */
    public Retention {
        if (succeeded.toSeconds() < 1 || dead.toSeconds() < 1 || most < 1) {
            throw new IllegalArgumentException("retention must be at least 1 s and 1 job");
        }
    }
}
