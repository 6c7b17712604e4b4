package nightshift.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of the store, as a separate watch last saw it. The watch checks twice a second and notices within about two
 * seconds when the store stops answering. Asking here costs nothing and never waits.
 */
public interface StoreHealth {

    /** The store as last seen. */
    Status status();

    /** The connections of this server to the store. */
    Connections connections();

    /**
     * Reports every change from now on, on the watch's own thread. The watcher must be quick and must not throw.
     *
     * @return ends the reports
     */
    Runnable watch(Watcher watcher);

    /** Gets changes. */
    interface Watcher {

        /** The state changed, or a loss of data was noticed. */
        default void changed(Status status) {}

        /** The store lost data. Whatever is stored once, at the start, must be stored again. */
        default void lost(StoreLoss loss) {}
    }

    /**
     * Connections to the store.
     *
     * @param active  in use
     * @param idle    ready to be used
     * @param waiting how many threads wait for one
     */
    record Connections(int active, int idle, int waiting) {}

    /**
     * The store as last seen.
     *
     * @param state   what the store can do
     * @param since   since when the state has lasted
     * @param detail  the problem, if there is one
     * @param version of the store's server; empty until it answered once
     * @param loss    the last loss of data within a day, whichever server noticed it
     */
    record Status(StoreState state, Instant since, Optional<String> detail, String version, Optional<StoreLoss> loss) {

        /** Whether everything works. */
        public boolean up() {
            return state == StoreState.UP;
        }
    }
}
