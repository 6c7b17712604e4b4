package nightshift.api.jobs;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import nightshift.job.JobListener;
import nightshift.job.Spread;
import nightshift.job.TaskDefinition;
import nightshift.job.TraceParent;
import nightshift.store.JobIntake;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.exchange.Exchange;
import nightshift.web.wire.Patience;

/** The current requests that send jobs as lines. */
public final class LinesIntake {

    /** Each holds a connection and some buffers, but no thread. */
    private static final int MOST = 1000;

    private static final long ROOM = Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final JobIntake intake;
    private final JobReader reader;
    private final Patience patience;
    private final BodyRoom room = new BodyRoom(ROOM);
    private final Semaphore free = new Semaphore(MOST);

    /** Requests that submit their jobs to this intake. */
    public LinesIntake(
            JobIntake intake,
            JobListener listener,
            TaskDefinition.Catalog tasks,
            UnknownTasks unknown,
            Patience patience) {
        this.intake = intake;
        this.reader = new JobReader(tasks, unknown, listener);
        this.patience = patience;
    }

    /**
     * Takes a place for another request.
     *
     * @throws ProblemException with 429 if there is none
     */
    Place place() {
        if (!free.tryAcquire()) {
            throw Problem.tooMany("Too many requests send jobs as lines.", Duration.ofSeconds(1))
                    .exception();
        }
        return new Place();
    }

    /** A place for one request. */
    final class Place {

        /**
         * @param spread over which time the jobs start
         * @param then done when the request has ended
         */
        void begin(AsyncContext context, Spread spread, Optional<TraceParent> trace, Runnable then) {
            Runnable end = () -> {
                free.release();
                then.run();
            };
            try {
                new LinesExchange(context, room, end)
                        .begin(out -> new BatchCreate(reader, intake, spread, trace, out), patience);
            } catch (IOException e) { // the client is gone already
                Exchange.complete(context);
                end.run();
            }
        }
    }

    /** How many requests are running. */
    int underWay() {
        return MOST - free.availablePermits();
    }
}
