package nightshift.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks this server for its liveness, as an orchestrator does. When there is no answer, it logs the stacks of all
 * threads, once for each hang. It counts no failure before the first answer, because the server is still starting. The
 * orchestrator restarts the server: its own probe fails too.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());
    private static final int MISSES = 3;
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final Duration patience;
    private final ScheduledExecutorService clock;
    private int missed;
    private boolean started;

    /**
     * Begins at once.
     *
     * @param url      an address that answers; any status counts
     * @param every    pause between questions
     * @param patience how long an answer may take
     * @param threads  makes a thread that no request can take
     */
    Watchdog(URI url, Duration every, Duration patience, ThreadFactory threads) {
        this.url = url;
        this.patience = patience;
        this.clock = Executors.newSingleThreadScheduledExecutor(threads);
        clock.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The watchdog of the server that listens here.
     *
     * @param host may be {@code *} for all addresses
     */
    static Watchdog of(String host, int port, ThreadFactory threads) {
        String name = host.equals("*") ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return new Watchdog(URI.create("http://" + name + ":" + port + "/health/live"), EVERY, PATIENCE, threads);
    }

    private void look() {
        try {
            if (answers()) {
                if (missed >= MISSES) {
                    LOG.warning("This server answers again");
                }
                missed = 0;
                started = true;
            } else if (started) {
                missed++;
                if (missed == MISSES) {
                    LOG.severe("This server does not answer " + url + " within " + patience.toSeconds() + " s, "
                            + MISSES + " times in a row. Its threads:\n" + ThreadDump.take());
                }
            }
        } catch (RuntimeException e) { // an exception that leaves this method ends the timer
            LOG.log(Level.WARNING, "The watchdog could not check the server", e);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout((int) patience.toMillis());
            connection.setReadTimeout((int) patience.toMillis());
            connection.setRequestProperty("Connection", "close");
            try {
                return connection.getResponseCode() > 0;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "No answer", e);
            return false;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
