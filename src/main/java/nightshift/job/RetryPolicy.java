package nightshift.job;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long a job waits between attempts: {@code initial × factor^(failures - 1)}, at most {@code max}, of which the
 * share {@code jitter} is random. With the default share of 1 the wait is drawn evenly between zero and the full delay
 * ("full jitter"), which spreads the retries of many jobs that failed together more evenly than a smaller share does.
 * Source: M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 *
 * @param initial delay after the first failure, from 1 ms to {@code max}
 * @param max     longest delay, at most 30 days
 * @param factor  growth per failure, from 1 to 100
 * @param jitter  random share of each delay, from 0 (none) to 1 (all of it)
 */
public record RetryPolicy(Duration initial, Duration max, double factor, double jitter) {

    /** The longest delay that a policy may ask for. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** 5 s, 15 s, 45 s, … up to 1 h, with full jitter: ten attempts span about three and a half hours at most. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(1), 3, 1);

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public RetryPolicy {
        Objects.requireNonNull(initial);
        Objects.requireNonNull(max);
        if (max.compareTo(Duration.ofMillis(1)) < 0 || max.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("max must be from PT0.001S to P30D");
        }
        if (initial.compareTo(Duration.ofMillis(1)) < 0 || initial.compareTo(max) > 0) {
            throw new IllegalArgumentException("initial must be from PT0.001S to max");
        }
        if (!(factor >= 1 && factor <= 100)) {
            throw new IllegalArgumentException("factor must be from 1 to 100");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1");
        }
    }

    /**
     * The wait before the next attempt.
     *
     * @param failures how many attempts have failed so far, at least 1
     * @param random   where the jitter comes from
     */
    public Duration delayAfter(int failures, RandomGenerator random) {
        double full = Math.min(initial.toMillis() * Math.pow(factor, failures - 1.0), max.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - jitter + jitter * random.nextDouble())));
    }
}
