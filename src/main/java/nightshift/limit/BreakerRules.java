package nightshift.limit;

import java.time.Duration;

/**
 * When a circuit breaker opens, and how it closes again. Every destination has one.
 *
 * @param failureRatio share of calls in {@link #WINDOW} that must fail for it to open, above 0 and at most 1
 * @param minimumCalls how many calls there must be in that time before their ratio counts, from 1 to 10,000
 * @param firstWait    how long it is open at first, unless the destination named a time; from 100 ms to the longest wait. Each
 *                     probe that fails doubles it
 * @param longestWait  the longest wait between two probes, at most 1 h
 * @param recovery     over how long the jobs that waited are started after it has closed, from 1 s to 1 h
 */
public record BreakerRules(
        double failureRatio, int minimumCalls, Duration firstWait, Duration longestWait, Duration recovery) {

    /** The time in which calls are counted. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration SHORTEST_RECOVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int CALLS_MOST = 10_000;

    /** The rules unless the installation has others. */
    public static final BreakerRules DEFAULTS =
            new BreakerRules(0.5, 10, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public BreakerRules {
        require(failureRatio > 0 && failureRatio <= 1, "failure-ratio must be above 0 and at most 1");
        require(minimumCalls >= 1 && minimumCalls <= CALLS_MOST, "minimum-calls must be from 1 to " + CALLS_MOST);
        require(
                firstWait.compareTo(SHORTEST_WAIT) >= 0 && firstWait.compareTo(longestWait) <= 0,
                "first-wait must be from PT0.1S to the longest wait");
        require(longestWait.compareTo(LONGEST) <= 0, "longest-wait must be at most PT1H");
        require(
                recovery.compareTo(SHORTEST_RECOVERY) >= 0 && recovery.compareTo(LONGEST) <= 0,
                "recovery must be from PT1S to PT1H");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
