package nightshift.job;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads the start of many jobs over a time, so that they do not all begin at once. The delay of a job follows from its number
 * alone: if the rest of a list is submitted later, each job gets the delay that it would have had. Any run of numbers is spread about
 * evenly.
 *
 * @param over from zero to {@link #LONGEST}
 */
public record Spread(Duration over) {

    /** The longest time that jobs can be spread over. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Everything at once. */
    public static final Spread NONE = new Spread(Duration.ZERO);

    /** 2^64 divided by the golden ratio: its multiples, modulo 2^64, are spread most evenly. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** @throws IllegalArgumentException if the time is out of range */
    public Spread {
        if (over.isNegative() || over.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be from PT0S to " + LONGEST);
        }
    }

    /**
     * How much later a job may start than it could otherwise.
     *
     * @param number of the job in its list
     */
    public Duration delay(long number) {
        double share = (number * GOLDEN >>> 11) * 0x1p-53;
        return Duration.ofMillis((long) (share * over.toMillis()));
    }

    /** When a job may start that could start at a time otherwise. */
    Due later(Due due, long number) {
        Duration delay = delay(number);
        if (delay.isZero()) {
            return due;
        }
        if (due instanceof Due.At at) {
            Instant time = at.time().plus(delay);
            return time.isAfter(Due.At.LATEST) ? due : new Due.At(time);
        }
        Duration whole = due instanceof Due.After after ? after.delay().plus(delay) : delay;
        return whole.compareTo(Limits.DELAY_LONGEST) > 0 ? due : new Due.After(whole);
    }
}
