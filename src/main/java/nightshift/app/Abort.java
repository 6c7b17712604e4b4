package nightshift.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends a server that cannot start, rather than leave it running in part. */
final class Abort {

    private static final Logger LOG = Logger.getLogger(Abort.class.getName());
    private static final int STATUS = 78;

    private Abort() {}

    /** Logs the reason, in one line if an operator can fix it, and ends the process with status 78. */
    static void server(RuntimeException cause) {
        CannotStart advice = advice(cause);
        if (advice != null) {
            LOG.severe("Nightshift cannot start: " + advice.getMessage());
        } else {
            LOG.log(Level.SEVERE, "Nightshift cannot start", cause);
        }
        // Not on this thread: the exit waits for Liberty, and Liberty waits for the application to have started.
        new Thread(() -> Runtime.getRuntime().exit(STATUS), "nightshift-abort").start();
    }

    private static CannotStart advice(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof CannotStart found) {
                return found;
            }
        }
        return null;
    }
}
