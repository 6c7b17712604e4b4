package nightshift.store;

import java.time.Instant;
import java.util.List;

/**
 * What people and servers have done: the latest 1,000 actions of people, and the latest 1,000 starts and ends of workers. Every method
 * throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface History {

    /** The time of the store. */
    Instant now();

    /** What was done from a time on and before another one, oldest first. */
    List<HistoryEntry> between(Instant from, Instant to);
}
