package nightshift.api.incident;

import java.util.concurrent.Semaphore;

/** Limits how many reports a server makes at once: each reads a lot from Redis and Prometheus. */
public final class ReportTurns {

    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** Takes a turn, if one is left. */
    boolean take() {
        return turns.tryAcquire();
    }

    /** Gives a turn back. */
    void giveBack() {
        turns.release();
    }
}
