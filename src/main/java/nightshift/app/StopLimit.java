package nightshift.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends the process when it was asked to stop and does not. What still runs then is rescued by other servers, as after a
 * crash; a server that lingers until an orchestrator kills it helps nobody.
 */
final class StopLimit {

    private static final Logger LOG = Logger.getLogger(StopLimit.class.getName());
    /** As of a process that SIGTERM has ended. */
    private static final int STATUS = 143;

    private StopLimit() {}

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
            String what = "The server has not stopped within " + most.toSeconds() + " s and is ended now";
            tell(what + ". Its threads:\n" + ThreadDump.take() + "\n");
            LOG.severe(what);
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Past all logging, which may have ended by now or hang too. */
    private static void tell(String text) {
        try (FileOutputStream console = new FileOutputStream(FileDescriptor.err)) {
            console.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The console cannot be written", e);
        }
    }
}
