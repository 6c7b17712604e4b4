package nightshift.limit;

import java.time.Duration;

/**
 * How fast jobs may start: {@code permits} in each {@code per}, spread evenly. Starts that were not used are saved up to those of
 * {@link #SAVED}, so that no second has more than a tenth above the rate, or one start more where that is larger.
 *
 * @param permits from 1 to {@link #PERMITS_MOST}
 * @param per     from {@link #SHORTEST} to {@link #LONGEST}
 */
public record RateLimit(int permits, Duration per) {

    /** Most permits. */
    public static final int PERMITS_MOST = 1_000_000;

    /** The shortest time that permits are for. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest time that permits are for. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** For how long starts that were not used are saved. */
    public static final Duration SAVED = Duration.ofMillis(100);

    /** @throws IllegalArgumentException if a value is out of range */
    public RateLimit {
        if (permits < 1 || permits > PERMITS_MOST || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate limit has 1 to " + PERMITS_MOST + " permits per PT1S to P1D");
        }
    }

    /** The time between two starts, in microseconds. */
    public double intervalMicros() {
        return per.toMillis() * 1000.0 / permits;
    }

    /** How many starts can be saved, at least 1. */
    public double burst() {
        return Math.max(1, SAVED.toMillis() * 1000.0 / intervalMicros());
    }
}
