package nightshift.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.AttemptTracer;
import nightshift.job.Event;
import nightshift.job.JobListener;
import nightshift.job.JobState;
import nightshift.job.TaskDefinition;
import nightshift.store.EventFeed;
import nightshift.store.JobLeases;
import nightshift.store.JobUpkeep;
import nightshift.store.WorkerRegistry;

/** The front door of the engine. It holds the parts, starts them and stops them. */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Engine.class.getName());
    private static final Duration SETTLE_GRACE = Duration.ofSeconds(3);
    /** How long a loop may take to finish its step. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final EngineConfig config;
    private final WorkerRegistry registry;
    private final EventFeed events;
    private final ThreadFactory threads;
    private final Dispatcher dispatcher;
    private final Heartbeat heartbeat;
    private final Deadlines deadlines;
    private final Promoter promoter;
    private final Expirer expirer;
    private final Rescuer rescuer;
    private final Purger purger;
    private final List<Loop> running = new ArrayList<>();
    private EventFeed.Subscription subscription;
    private volatile boolean started;

    /**
     * @param jobs  runs attempts, one task each; the engine itself keeps to the configured concurrency
     * @param loops makes the threads of the loops
     */
    public Engine(
            EngineConfig config,
            JobLeases leases,
            JobUpkeep upkeep,
            WorkerRegistry registry,
            EventFeed events,
            TaskDefinition.Catalog tasks,
            JobListener listener,
            AttemptTracer tracer,
            ExecutorService jobs,
            ThreadFactory loops) {
        this.config = config;
        this.registry = registry;
        this.events = events;
        this.threads = loops;
        Verdict verdict = new Verdict(new SplittableRandom());
        JobRunner runner = new JobRunner(config.workerId(), verdict, tracer);
        dispatcher = new Dispatcher(config, leases, tasks, listener, runner, jobs);
        heartbeat = new Heartbeat(config, leases, registry, dispatcher);
        deadlines = new Deadlines(dispatcher);
        promoter = new Promoter(upkeep, listener);
        expirer = new Expirer(upkeep, listener);
        rescuer = new Rescuer(config, upkeep, leases, listener, verdict, dispatcher::holds, System::nanoTime);
        purger = new Purger(upkeep, config.retention(), listener);
    }

    /** Starts the loops of this server's roles. */
    public synchronized void start() {
        subscription = events.subscribe(this::hear);
        if (config.worker()) {
            running.addAll(List.of(heartbeat.loop(), deadlines.loop(), dispatcher.loop()));
        }
        if (config.scheduler()) {
            running.addAll(List.of(promoter.loop(), expirer.loop(), rescuer.loop(), purger.loop()));
        }
        running.forEach(loop -> loop.start(threads));
        started = true;
        LOG.info("Worker " + config.workerId() + " started with " + config.concurrency() + " slots");
    }

    private void hear(EventFeed.Batch batch) {
        boolean work = batch.events().isEmpty();
        if (work) { // it may be another store, which does not know this worker yet
            heartbeat.loop().wake();
            promoter.loop().wake();
            expirer.loop().wake();
        }
        for (Event event : batch.events()) {
            if (event instanceof Event.JobChanged job) {
                work |= job.state() == JobState.READY;
            } else if (event instanceof Event.CancelRequested job) {
                dispatcher.cancel(job.id());
            } else if (event instanceof Event.QueueChanged queue) {
                work |= !queue.paused();
            } else if (event instanceof Event.RoomFreed) {
                work = true;
            } else if (event instanceof Event.DueSooner due) {
                wakeFor(due.what());
            }
        }
        if (work) {
            dispatcher.loop().wake();
        }
    }

    private void wakeFor(Event.Timed what) {
        switch (what) {
            case JOB -> promoter.loop().wake();
            case EXPIRY -> expirer.loop().wake();
            case SCHEDULE -> {} // for the Firer
        }
    }

    /**
     * Stops claiming, gives running jobs some time to end, and then hands the rest back. Those are ready again at once,
     * and the attempt does not count.
     *
     * @param grace how long running jobs may take
     */
    public synchronized void drain(Duration grace) {
        if (!started || dispatcher.isDraining()) {
            return;
        }
        dispatcher.drain();
        if (!config.worker()) {
            return;
        }
        LOG.info("Worker " + config.workerId() + " stops claiming and ends "
                + dispatcher.held().size() + " jobs");
        heartbeat.loop().wake();
        try {
            if (!dispatcher.awaitNoneHeld(grace)) {
                dispatcher.held().forEach(job -> job.stop(StopReason.SERVER_STOPPING));
                if (!dispatcher.awaitNoneHeld(SETTLE_GRACE)) {
                    dispatcher.held().forEach(job -> {
                        job.stop(StopReason.SERVER_STOPPING);
                        dispatcher.giveUp(job);
                    });
                    dispatcher.awaitNoneHeld(SETTLE_GRACE);
                }
            }
            // otherwise its next beat would put this worker on the list again
            heartbeat.loop().close();
            heartbeat.loop().join(STOP_GRACE);
            registry.leave(config.workerId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Worker " + config.workerId() + " could not sign off: " + e.getMessage());
        }
        LOG.info("Worker " + config.workerId() + " is drained; "
                + dispatcher.held().size() + " jobs are left to rescue");
    }

    /** The current state of the engine. */
    public EngineStatus status() {
        return new EngineStatus(
                started,
                dispatcher.isDraining(),
                config.worker() ? config.concurrency() : 0,
                dispatcher.busy(),
                dispatcher.stuck(),
                config.worker() && started ? dispatcher.answerAgeSeconds() : 0,
                config.worker() && started ? dispatcher.loop().stepAgeSeconds() : 0);
    }

    /** Stops all loops at once. Without a drain first, running jobs are left for other workers to rescue. */
    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.close();
        }
        running.forEach(Loop::close);
        try {
            for (Loop loop : running) {
                loop.join(STOP_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.clear();
        started = false;
    }
}
