package nightshift.limit;

import java.util.Optional;

/**
 * The limits of a destination.
 *
 * @param concurrency how many jobs call it at once, from all queues and on all servers
 * @param rateLimit   how fast jobs that call it start
 */
public record DestinationLimits(Optional<Integer> concurrency, Optional<RateLimit> rateLimit) {

    /** No limits. */
    public static final DestinationLimits NONE = new DestinationLimits(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if the concurrency is not from 1 to {@link QueueSettings#CONCURRENCY_MOST} */
    public DestinationLimits {
        concurrency
                .filter(most -> most < 1 || most > QueueSettings.CONCURRENCY_MOST)
                .ifPresent(most -> {
                    throw new IllegalArgumentException(
                            "concurrency must be from 1 to " + QueueSettings.CONCURRENCY_MOST);
                });
    }

    /** These limits, and those of the others where these say nothing. */
    public DestinationLimits orElse(DestinationLimits others) {
        return new DestinationLimits(concurrency.or(() -> others.concurrency), rateLimit.or(() -> others.rateLimit));
    }
}
