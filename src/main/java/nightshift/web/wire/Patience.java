package nightshift.web.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Checks all running transfers regularly, and ends those whose clients are too slow. */
public final class Patience implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Patience.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Something that waits for a client. */
    interface Transfer {

        /** Gives up if the client is too slow. Must not wait. */
        void look();
    }

    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;

    /** @param threads makes the one thread that checks */
    public Patience(ThreadFactory threads) {
        clock = Executors.newSingleThreadScheduledExecutor(threads);
        clock.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Transfer transfer) {
        transfers.add(transfer);
    }

    void remove(Transfer transfer) {
        transfers.remove(transfer);
    }

    /** How many transfers are under way. */
    public int transfers() {
        return transfers.size();
    }

    private void look() {
        for (Transfer transfer : transfers) {
            try {
                transfer.look();
            } catch (RuntimeException e) { // an exception that leaves this method ends the timer
                LOG.log(Level.WARNING, "A transfer could not be checked", e);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
