package nightshift.app;

import java.time.Duration;
import java.util.logging.Logger;

/**
 * Ends the process when it was asked to stop and does not. What still runs then is rescued by other servers, as after a
 * crash; a server that lingers until an orchestrator kills it helps nobody.
 */
final class StopLimit {

    private static final Logger LOG = Logger.getLogger(StopLimit.class.getName());
    /** As of a process that SIGTERM has ended. */
    private static final int STATUS = 143;

    private StopLimit() {
    }

    /** From now on the process has this long. The thread is a plain one: nothing that hangs can keep it from ending it. */
    static void begin(Duration most) {
        Thread thread = new Thread(() -> end(most), "nightshift-stop-limit");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Duration most) {
        try {
            Thread.sleep(most.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        try {
            LOG.severe("The server has not stopped within " + most.toSeconds() + " s and is ended now. Its threads:\n"
                    + ThreadDump.take());
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
