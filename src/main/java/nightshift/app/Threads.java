package nightshift.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads of this server.
 *
 * <p>Jobs have managed threads, but a pool of their own rather than a share of the server's: that one also answers
 * requests, and is slow to grow when its threads block, as most jobs do. How many jobs run at once is the engine's business.
 *
 * <p>Loops have plain threads: Liberty interrupts managed ones before it tells the application to stop, and then nobody
 * would settle what has ended meanwhile.
 */
@ApplicationScoped
public class Threads {

    static final String JOBS = "java:module/concurrent/jobs";
    static final String TIMERS = "java:module/concurrent/timers";

    private static final Logger LOG = Logger.getLogger(Threads.class.getName());
    private static final int IDLE_SECONDS = 30;

    @Resource(lookup = JOBS)
    private ManagedThreadFactory jobThreads;

    @Resource(lookup = TIMERS)
    private ManagedScheduledExecutorService timers;

    private ThreadPoolExecutor jobs;

    /** Runs jobs: virtual threads where the JVM has them. */
    public synchronized ExecutorService jobs() {
        if (jobs == null) {
            jobs = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), jobThreads);
        }
        return jobs;
    }

    /** Makes threads that run until the server has stopped. */
    public ThreadFactory loops() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return loop -> {
            Thread thread = new Thread(loop, "nightshift-loop");
            thread.setContextClassLoader(application);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs what is quick, soon or later. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /**
     * Runs something small now and then, whether or not it failed before.
     *
     * @return ends it
     */
    public Runnable every(Duration pause, Runnable action) {
        return every(timers, pause, action);
    }

    static Runnable every(ScheduledExecutorService timers, Duration pause, Runnable action) {
        Future<?> running = timers.scheduleWithFixedDelay(() -> attempt(action), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> running.cancel(false);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) { // one that comes out of here ends the timer, and nobody is told
            LOG.log(Level.SEVERE, "The work of a timer failed and comes again", e);
        }
    }

    /** Interrupts jobs that are still running. */
    public synchronized void close() {
        if (jobs != null) {
            jobs.shutdownNow();
        }
    }
}
