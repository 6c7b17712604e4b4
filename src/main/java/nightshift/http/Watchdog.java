package nightshift.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends exchanges that outlive their deadline or whose thread is interrupted. Socket timeouts cannot do this: they start
 * over with every byte, and a blocked read does not notice an interrupt. One thread watches all exchanges.
 */
final class Watchdog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final long PERIOD_MILLIS = 20;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "nightshift-http-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Watchdog() {
        every(Duration.ofMillis(PERIOD_MILLIS), () -> watches.forEach(Watch::look));
    }

    /** Runs something now and then, without holding up the watching. */
    void every(Duration period, Runnable task) {
        timer.scheduleWithFixedDelay(() -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    // An exception that escaped would end the timer, and no deadline would be enforced again.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "watching HTTP exchanges failed once; it continues", e);
        }
    }

    /**
     * Watches over the calling thread until closed.
     *
     * @param limit from now
     * @param abort ends what the thread waits for; called at most once, from another thread
     */
    Watch watch(Duration limit, Runnable abort) {
        Watch watch = new Watch(Thread.currentThread(), System.nanoTime() + limit.toNanos(), abort);
        watches.add(watch);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Watches one exchange. */
    final class Watch implements AutoCloseable {

        private final Thread thread;
        private final long deadlineNanos;
        private final Runnable abort;
        private volatile boolean expired;

        private Watch(Thread thread, long deadlineNanos, Runnable abort) {
            this.thread = thread;
            this.deadlineNanos = deadlineNanos;
            this.abort = abort;
        }

        private void look() {
            boolean late = System.nanoTime() - deadlineNanos >= 0;
            if ((late || thread.isInterrupted()) && watches.remove(this)) {
                expired = late;
                guarded(abort);
            }
        }

        /** Whether it was ended for its deadline. */
        boolean expired() {
            return expired;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
