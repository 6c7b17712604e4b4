package nightshift.engine;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.store.StoreUnavailable;

/**
 * Does a step again and again on a thread of its own until it is closed. A failed step is logged, but only once for a
 * series of failures while the store is away. The loop continues after a growing wait with jitter. No exception ends
 * it.
 */
final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class.getName());
    private static final long LONGEST_WAIT_MS = 2_000;

    private final String name;
    private final long longestWaitMs;
    private final Step step;
    private final WakeUp wakeUp = new WakeUp();
    private volatile Thread thread;
    private volatile boolean closed;
    private volatile long stepNanos = System.nanoTime();
    private int failures;

    /** One step of a loop. */
    @FunctionalInterface
    interface Step {
        /** @return how long to wait before the next step, in whole ms; zero if there is more to do at once */
        Duration runOnce() throws InterruptedException;
    }

    /** @param name for logs and the thread */
    Loop(String name, Step step) {
        this(name, Duration.ofMillis(LONGEST_WAIT_MS), step);
    }

    /** @param longestWait after a step that failed; never more than two seconds */
    Loop(String name, Duration longestWait, Step step) {
        this.name = name;
        this.longestWaitMs = Math.min(LONGEST_WAIT_MS, longestWait.toMillis());
        this.step = step;
    }

    void start(ThreadFactory threads) {
        thread = threads.newThread(this::run);
        thread.setName("nightshift-" + name);
        thread.start();
    }

    private void run() {
        while (!closed) {
            stepNanos = System.nanoTime();
            try {
                Duration wait = step.runOnce();
                failures = 0;
                if (!wait.isZero()) {
                    wakeUp.await(wait.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // even running out of memory must not stop the loop for good
                if (!closed && !waitAfter(e)) {
                    return;
                }
            }
        }
    }

    private boolean waitAfter(Throwable e) {
        failures++;
        if (e instanceof StoreUnavailable) {
            LOG.log(
                    failures == 1 ? Level.WARNING : Level.FINE,
                    "The " + name + " waits for the store: " + e.getMessage());
        } else {
            LOG.log(Level.SEVERE, "The " + name + " failed and continues", e);
        }
        try {
            wakeUp.await(jittered(Math.min(longestWaitMs, 50L << Math.min(failures, 10))));
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    /** A wait of about this long: varied by a tenth, so that servers do not run in lockstep. */
    static Duration about(Duration pause) {
        return Duration.ofMillis(jittered(pause.toMillis()));
    }

    private static long jittered(long millis) {
        return millis - millis / 10 + ThreadLocalRandom.current().nextLong(millis / 5 + 1);
    }

    /** Seconds since the present step, or the wait after it, began. */
    double stepAgeSeconds() {
        return (System.nanoTime() - stepNanos) / 1e9;
    }

    /** Makes the next step come at once. */
    void wake() {
        wakeUp.signal();
    }

    @Override
    public void close() {
        closed = true;
        wakeUp.signal();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits until the loop's thread has ended. */
    void join(Duration most) throws InterruptedException {
        if (thread != null) {
            thread.join(most.toMillis());
        }
    }
}
