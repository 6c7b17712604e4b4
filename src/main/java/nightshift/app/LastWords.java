package nightshift.app;

import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Keeps the log going while the server stops. When a signal ends the JVM, java.util.logging takes all handlers away, and
 * nobody would read which jobs ended in time and which were handed back.
 */
final class LastWords {

    private static final int LOOK_MS = 10;
    private static final int FIRST_LOOKS = 20;
    private static final int FURTHER_LOOKS = 200;

    private final Logger root = Logger.getLogger("");
    private final Handler[] handlers = root.getHandlers();

    /** Waits a moment for the handlers to be taken away, and puts them back whenever they are. */
    void keep() {
        for (int i = 0; i < FIRST_LOOKS && !putBack(); i++) {
            pause();
        }
        Thread further = new Thread(this::watch, "nightshift-last-words");
        further.setDaemon(true);
        further.start();
    }

    private void watch() {
        for (int i = 0; i < FURTHER_LOOKS; i++) {
            putBack();
            pause();
        }
    }

    private boolean putBack() {
        if (root.getHandlers().length > 0) {
            return false;
        }
        for (Handler handler : handlers) {
            root.addHandler(handler);
        }
        return true;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
