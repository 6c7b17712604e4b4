package nightshift.web.exchange;

import java.time.Duration;

/**
 * Lets clients go before the server stops. From {@link #begin()} on each answer is the last on its connection, so that
 * clients that keep connections open go on at another server; whoever stops the server waits until they have gone.
 */
public final class RequestDrain implements AutoCloseable {

    /** A client that has sent nothing for as long is not about to: its connection is closed while it is idle. */
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final Duration most;
    private int underWay;
    private long lastEnd = System.nanoTime() - QUIET_NANOS;
    private boolean begun;

    /** @param most how long {@link #close()} waits at most */
    public RequestDrain(Duration most) {
        this.most = most;
    }

    /** Asks clients to go, with the answers to requests that come from now on. */
    public synchronized void begin() {
        begun = true;
    }

    /** A request has come; gives whether its connection is to be closed after the answer. */
    synchronized boolean came() {
        underWay++;
        return begun;
    }

    /** A request has been answered. */
    synchronized void answered() {
        underWay--;
        lastEnd = System.nanoTime();
        notifyAll();
    }

    /** Waits until no request is under way and none has come for a second, or it has waited long enough. */
    @Override
    public synchronized void close() {
        long until = System.nanoTime() + most.toNanos();
        try {
            while (true) {
                long now = System.nanoTime();
                long left = underWay > 0 ? until - now : Math.min(until, lastEnd + QUIET_NANOS) - now;
                if (left <= 0) {
                    return;
                }
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
