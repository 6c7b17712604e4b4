package nightshift.store;

import java.util.List;
import java.util.function.Consumer;
import nightshift.job.Event;

/** The changes that all servers make, as a bounded feed: old events are forgotten. */
public interface EventFeed {

    /**
     * Events that became visible together.
     *
     * @param cursor stands for the place in the feed right after them
     * @param events in the order in which they happened
     */
    record Batch(String cursor, List<Event> events) {}

    /**
     * Hands all later batches to a listener, on the feed's own thread, until the subscription is closed. The listener
     * must be quick and must not throw. After the feed was interrupted it gets a batch without events and with an empty
     * cursor: something may have been missed.
     */
    Subscription subscribe(Consumer<Batch> listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The batches after a place in the feed, oldest first.
     *
     * @param cursor from an earlier batch
     * @param limit  most batches
     * @throws IllegalArgumentException if the cursor was not made by this feed
     * @throws StoreUnavailable         when the store cannot answer
     */
    List<Batch> since(String cursor, int limit);
}
