package nightshift.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends the process if it does not stop in time after it was asked to. Other servers rescue the jobs that still run, as
 * after a crash. It is no use to linger until an orchestrator kills the server.
 */
final class StopLimit {

    private static final Logger LOG = Logger.getLogger(StopLimit.class.getName());
    /** The exit status of a process that SIGTERM has ended. */
    private static final int STATUS = 143;

    private StopLimit() {}

    /** Starts the countdown. It runs on a plain thread, so nothing that hangs can keep it from ending the process. */
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
            print(what + ". Its threads:\n" + ThreadDump.take() + "\n");
            LOG.severe(what);
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Bypasses logging, which may have ended or may hang too. */
    private static void print(String text) {
        try (FileOutputStream console = new FileOutputStream(FileDescriptor.err)) {
            console.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The console cannot be written", e);
        }
    }
}
