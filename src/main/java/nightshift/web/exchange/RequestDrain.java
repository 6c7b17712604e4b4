package nightshift.web.exchange;

import java.time.Duration;

/**
 * Sends clients to other servers before the server stops. After {@link #begin()} each answer is the last on its
 * connection, so that clients that keep connections open continue at another server. The shutdown waits until they have
 * gone.
 */
public final class RequestDrain implements AutoCloseable {

    /** A client that has sent nothing for this long is not expected to: its idle connection is closed. */
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final Duration most;
    private int underWay;
    private long lastEnd = System.nanoTime() - QUIET_NANOS;
    private boolean begun;

    /** @param most how long {@link #close()} waits at most */
    public RequestDrain(Duration most) {
        this.most = most;
    }

    /** Asks clients to leave, with each answer from now on. */
    public synchronized void begin() {
        begun = true;
    }

    /** A request has arrived; returns whether its connection must be closed after the answer. */
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

    /** Waits until no request is running and none has arrived for a second, or until it has waited long enough. */
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
