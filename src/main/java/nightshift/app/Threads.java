package nightshift.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
 * <p>Everything else has plain threads. Liberty interrupts managed ones before it tells the application to stop, and then
 * nobody would settle what has ended meanwhile; and managed timers run on the pool that answers requests, so that a server
 * whose requests hang could not even notice.
 */
@ApplicationScoped
@ContextServiceDefinition(
        name = "java:module/concurrent/application",
        propagated = ContextServiceDefinition.APPLICATION,
        cleared = ContextServiceDefinition.ALL_REMAINING)
@ManagedThreadFactoryDefinition(name = Threads.JOBS, context = "java:module/concurrent/application", virtual = true)
public class Threads {

    static final String JOBS = "java:module/concurrent/jobs";

    private static final Logger LOG = Logger.getLogger(Threads.class.getName());
    private static final int IDLE_SECONDS = 30;
    private static final int SCHEDULED = 4;

    @Resource(lookup = JOBS)
    private ManagedThreadFactory jobThreads;

    private final ScheduledThreadPoolExecutor timers = scheduled("nightshift-timer");
    private final ScheduledThreadPoolExecutor waits = scheduled("nightshift-wait");
    private ThreadPoolExecutor jobs;

    /** Runs jobs: virtual threads where the JVM has them. */
    public synchronized ExecutorService jobs() {
        if (jobs == null) {
            jobs = new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), jobThreads);
        }
        return jobs;
    }

    /** Makes threads that run until the server has stopped. */
    public ThreadFactory loops() {
        return named("nightshift-loop");
    }

    /** Makes threads of a name, which no request and no job can take. */
    public ThreadFactory named(String name) {
        ClassLoader application = Threads.class.getClassLoader();
        return loop -> {
            Thread thread = new Thread(loop, name);
            thread.setContextClassLoader(application);
            thread.setDaemon(true);
            return thread;
        };
    }

    private ScheduledThreadPoolExecutor scheduled(String name) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(SCHEDULED, named(name));
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    /** Runs what is quick, soon or later. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /** Looks after requests that wait for jobs. They ask Redis, which may take its time: timers must not wait for that. */
    public ScheduledExecutorService waits() {
        return waits;
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
        Future<?> running =
                timers.scheduleWithFixedDelay(() -> attempt(action), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> running.cancel(false);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) { // one that comes out of here ends the timer, and nobody is told
            LOG.log(Level.SEVERE, "The work of a timer failed and comes again", e);
        }
    }

    /** Interrupts jobs that are still running, and ends timers. */
    public synchronized void close() {
        timers.shutdownNow();
        waits.shutdownNow();
        if (jobs != null) {
            jobs.shutdownNow();
        }
    }
}
