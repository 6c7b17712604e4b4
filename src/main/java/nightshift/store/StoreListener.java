package nightshift.store;

import java.time.Duration;

/**
 * Gets how the store answers this server, for metrics. Methods are called on hot paths: they must be quick and not
 * throw.
 */
public interface StoreListener {

    /** The name under which plain commands are counted, as opposed to scripts. */
    String COMMANDS = "commands";

    /** Why a call failed. */
    enum Failure {
        /** As {@link StoreUnavailable.Reason#UNREACHABLE}. */
        UNREACHABLE,
        /** As {@link StoreUnavailable.Reason#FULL}. */
        FULL,
        /** As {@link StoreUnavailable.Reason#NOT_READY}. */
        NOT_READY,
        /** The store answered with another error. */
        OTHER
    }

    /**
     * A call ended, well or not.
     *
     * @param script name of the script that ran, or {@link #COMMANDS}
     * @param took   how long it took, including the wait for a connection
     */
    default void called(String script, Duration took) {}

    /** A call failed. */
    default void failed(Failure failure) {}

    /** A call got a connection, or gave up, after this wait. */
    default void waitedForConnection(Duration wait) {}
}
