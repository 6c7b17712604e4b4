package nightshift.job;

import java.time.Instant;
import java.util.Optional;

/** Whether the store answers, as last seen by a check of its own: asking costs nothing and never waits. */
public interface StoreHealth {

    /** The store as last seen. */
    Status status();

    /** The connections of this server to the store. */
    Connections connections();

    /**
     * Connections to the store.
     *
     * @param active  in use
     * @param idle    ready to be used
     * @param waiting how many threads wait for one
     */
    record Connections(int active, int idle, int waiting) {
    }

    /**
     * The store as last seen.
     *
     * @param up      whether it answered
     * @param since   since when that is so
     * @param detail  what is wrong, if something is
     * @param version of the store's server; empty until it answered once
     */
    record Status(boolean up, Instant since, Optional<String> detail, String version) {
    }
}
