package nightshift.operations;

import java.time.Duration;

/**
 * A trial on the first jobs, before the others have their turn.
 *
 * @param first              how many jobs to try, from 1 to {@link #FIRST_MOST}
 * @param stopAtFailureRatio the operation stops if a greater share of them fails, from 0 to 1
 * @param waitAtMost         how long to wait for their end
 */
public record CanaryPlan(int first, double stopAtFailureRatio, Duration waitAtMost) {

    /** Most jobs of a trial. */
    public static final int FIRST_MOST = 1_000;
    /** How long a trial waits unless the request says otherwise. */
    public static final Duration WAIT_DEFAULT = Duration.ofMinutes(10);
    /** The longest wait of a trial. */
    public static final Duration WAIT_MOST = Duration.ofHours(24);
}
