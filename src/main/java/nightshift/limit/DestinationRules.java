package nightshift.limit;

/**
 * What holds for all destinations.
 *
 * @param limits  of each destination that has none of its own
 * @param breaker of each destination
 */
public record DestinationRules(DestinationLimits limits, BreakerRules breaker) {

    /** No limits, and the usual breaker. */
    public static final DestinationRules DEFAULTS = new DestinationRules(DestinationLimits.NONE, BreakerRules.DEFAULTS);
}
