package nightshift.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nightshift.job.Destination;
import nightshift.limit.DestinationLimits;

/** Shows and controls the hosts that jobs call. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface Destinations {

    /** How many destinations are remembered; those that were called last. */
    int MOST = 10_000;

    /**
     * Destinations that were called, whose breaker is not closed, or that have limits of their own, by name.
     *
     * @param state only those whose breaker has it; empty for all
     * @param after the last destination of the page before; empty for the first page
     * @param size  from 1 to 1000
     */
    List<DestinationStatus> page(Optional<DestinationStatus.State> state, Optional<Destination> after, int size);

    /** What is known about a destination, which may never have been called. */
    DestinationStatus status(Destination destination);

    /**
     * Opens the breaker: no job calls the destination from then on. Calls that are under way continue.
     *
     * @param wait until the first probe; empty if only a person closes it
     * @param by   who asks for it
     */
    void open(Destination destination, Optional<Duration> wait, String by);

    /**
     * Closes the breaker. Jobs that waited start over some time.
     *
     * @param by who asks for it
     */
    void close(Destination destination, String by);

    /** Changes the limits of a destination. */
    void limit(Destination destination, UnaryOperator<DestinationLimits> change);

    /** How many breakers are not closed, and how many jobs wait for destinations. */
    Counts counts();

    /**
     * Sums over all destinations.
     *
     * @param open        breakers that are open
     * @param halfOpen    breakers that are half open
     * @param forBreakers ready jobs that stand aside for a breaker, or because it has closed recently
     * @param forLimits   ready jobs that stand aside for a limit. Both are counted up to the jobs of 500 pairs of destination and queue
     */
    record Counts(long open, long halfOpen, long forBreakers, long forLimits) {}
}
