package nightshift.limit;

import java.util.Optional;

/**
 * The limits of each job key in a queue.
 *
 * @param concurrency how many jobs with the same key run at once
 * @param rateLimit   how fast jobs with the same key start
 */
public record KeyLimits(Optional<Integer> concurrency, Optional<RateLimit> rateLimit) {

    /** No limits. */
    public static final KeyLimits NONE = new KeyLimits(Optional.empty(), Optional.empty());
}
