package nightshift.job;

import java.util.OptionalInt;

/** How many workers are wanted, as last calculated. Asking costs nothing and never waits. */
@FunctionalInterface
public interface ScalingSignal {

    /** Wanted workers of all servers together, at least 1; empty while the store does not answer. */
    OptionalInt desiredWorkers();
}
