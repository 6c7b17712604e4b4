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
 * <p>Jobs run on managed threads in a pool of their own. The server's pool also answers requests, and it grows slowly
 * when its threads block, as most jobs do. The engine decides how many jobs run at once.
 *
 * <p>Everything else has plain threads. Liberty interrupts managed ones before it asks the application to stop, and
 * then nothing would settle the jobs that end in the meantime. Managed timers run on the pool that answers requests, so
 * a server whose requests hang would not even notice.
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

    /** Makes threads with this name that are reserved: no request and no job can use them. */
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

    /** Runs quick work, at once or after a delay. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /** Serves requests that wait for jobs. It asks Redis, which may be slow, and timers must not wait for that. */
    public ScheduledExecutorService waits() {
        return waits;
    }

    /**
     * Runs something small again and again, even after a failure.
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
        } catch (RuntimeException | Error e) { // an exception that leaves this method ends the timer silently
            LOG.log(Level.SEVERE, "The work of a timer failed; it runs again at the next turn", e);
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
