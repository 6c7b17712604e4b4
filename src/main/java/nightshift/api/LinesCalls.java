package nightshift.api;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import nightshift.job.JobIntake;
import nightshift.job.JobListener;
import nightshift.job.TaskDefinition;
import nightshift.job.TraceParent;
import nightshift.wire.Patience;

/** The requests under way that send jobs as lines, and the threads that store those jobs. */
public final class LinesCalls implements AutoCloseable {

    /** Each holds a connection and some buffers, but no thread. */
    private static final int MOST = 1000;
    /** They wait for Redis, never for a client. */
    private static final int THREADS = 16;
    private static final long ROOM = Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 16);
    private static final int IDLE_SECONDS = 30;

    private final JobIntake intake;
    private final JobListener listener;
    private final JobReader reader;
    private final Patience patience;
    private final ThreadPoolExecutor executor;
    private final BodyRoom room = new BodyRoom(ROOM);
    private final Semaphore free = new Semaphore(MOST);

    /**
     * Requests whose jobs go into this intake.
     *
     * @param threads makes the threads that store jobs
     */
    public LinesCalls(JobIntake intake, JobListener listener, TaskDefinition.Catalog tasks, UnknownTasks unknown,
            Patience patience, ThreadFactory threads) {
        this.intake = intake;
        this.listener = listener;
        this.reader = new JobReader(tasks, unknown, listener);
        this.patience = patience;
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), threads);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * A place for one more request.
     *
     * @throws ProblemException with 429 if there is none
     */
    Place place() {
        if (!free.tryAcquire()) {
            throw Problem.tooMany("Too many requests send jobs as lines.", Duration.ofSeconds(1)).exception();
        }
        return new Place();
    }

    /** A place for one request. */
    final class Place {

        /** @param then done when the request has ended */
        void begin(AsyncContext context, Optional<TraceParent> trace, Runnable then) {
            Runnable end = () -> {
                free.release();
                then.run();
            };
            try {
                new LinesCall(context, room, end)
                        .begin(out -> new BulkSubmit(reader, intake, listener, trace, out), patience, executor);
            } catch (IOException e) { // the client is gone already
                Exchange.complete(context);
                end.run();
            }
        }
    }

    /** How many requests are under way. */
    int underWay() {
        return MOST - free.availablePermits();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
