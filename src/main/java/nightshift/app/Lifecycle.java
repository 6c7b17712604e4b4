package nightshift.app;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.access.Access;
import nightshift.api.events.EventStreams;
import nightshift.api.files.Downloads;
import nightshift.api.files.Uploads;
import nightshift.api.jobs.JobWaiters;
import nightshift.batch.BatchJobs;
import nightshift.builtin.CanaryTask;
import nightshift.disk.BulkSweeper;
import nightshift.engine.AuditConfig;
import nightshift.engine.Canary;
import nightshift.engine.CodeSchedules;
import nightshift.engine.DesiredWorkers;
import nightshift.engine.Engine;
import nightshift.engine.Firer;
import nightshift.engine.Indexer;
import nightshift.engine.SelfAudit;
import nightshift.http.HttpRequestTask;
import nightshift.job.JobListener;
import nightshift.job.Objectives;
import nightshift.job.TaskDefinition;
import nightshift.observe.metrics.Metrics;
import nightshift.observe.trace.LogFields;
import nightshift.redis.RedisStore;
import nightshift.store.JobIntake;
import nightshift.web.exchange.RequestDrain;
import nightshift.web.wire.Patience;

/**
 * Starts the server with the application, and stops it: what was made first is closed last. The parts come from the
 * {@code …Wiring} classes. Each is made once, when something first asks for it. They are singletons without proxies, because
 * most are final or records.
 */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class.getName());

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
    /** How long a stop may take besides running jobs: the last requests, and Open Liberty's own shutdown. */
    private static final Duration STOP_SPARE = Duration.ofSeconds(18);

    @Inject
    Instance<Object> parts;

    @Inject
    Threads threads;

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private StopSignals signals;

    synchronized void start(@Observes Startup event) {
        try {
            startParts();
            Duration stopMost = part(Settings.class).drainGrace().plus(STOP_SPARE);
            signals = new StopSignals(() -> {
                StopLimit.begin(stopMost);
                stop();
            });
        } catch (RuntimeException e) {
            stop();
            Abort.server(e);
        }
    }

    private void startParts() {
        closers.push(new LogFields()::close);
        Metrics metrics = part(Metrics.class);
        closers.push(metrics.countLog());
        closers.push(part(LocalRedis.class)::close);
        Settings settings = part(Settings.class);
        RedisStore store = part(RedisStore.class);
        closers.push(store::close);
        closers.push(part(HttpRequestTask.class)::close);
        closers.push(threads::close);
        closers.push(part(Objectives.class)::close);
        EventStreams streams = part(EventStreams.class);
        closers.push(store.health().watch(streams));
        closers.push(new FirstAdmin(part(Access.class), settings.admin()).ensure(threads, store.health()));
        closers.push(QueueFile.of(settings.queues(), store.queues()).ensure(threads, store.health()));
        Engine engine = part(Engine.class);
        closers.push(engine::close);
        engine.start();
        RequestDrain requests = part(RequestDrain.class);
        closers.push(part(Patience.class)::close);
        closers.push(part(Uploads.class)::close);
        closers.push(part(Downloads.class)::close);
        closers.push(requests::close);
        closers.push(() -> engine.drain(settings.drainGrace()));
        closers.push(streams::close);
        closers.push(part(JobWaiters.class)::close);
        closers.push(requests::begin);
        ServerIdentity server = part(ServerIdentity.class);
        metrics.showBuild(server.version(), server.revision());
        metrics.show(part(TaskDefinition.Catalog.class));
        metrics.showBatch(part(BatchJobs.class)::remembered);
        metrics.show(engine::status, store.health(), streams::clients);
        DesiredWorkers desired = part(DesiredWorkers.class);
        closers.push(threads.every(Metrics.EVERY, desired::refresh));
        closers.push(threads.every(
                Metrics.EVERY,
                metrics.cluster(
                        store.queues(),
                        store.queueTasks(),
                        store.workers(),
                        store.schedules(),
                        store.destinations(),
                        store.failures(),
                        desired)));
        closers.push(part(Watchdog.class)::close);
        if (part(BulkFolder.class).off().isEmpty()) {
            closers.push(threads.every(SWEEP_EVERY, part(BulkSweeper.class)::sweep));
        }
        CodeSchedules code = part(CodeSchedules.class);
        closers.push(code::close);
        code.start(threads.loops());
        if (settings.roles().contains("scheduler")) {
            startFirer(store, metrics);
            settings.audit().ifPresent(config -> startSelfAudit(config, settings, store, metrics));
            startIndexer(store, metrics);
        }
        settings.canary()
                .filter(every -> settings.roles().contains("scheduler"))
                .ifPresent(this::startCanary);
    }

    private void startFirer(RedisStore store, Metrics metrics) {
        Firer firer = new Firer(store.scheduleTurns(), store.events(), metrics.schedules());
        closers.push(firer::close);
        firer.start(threads.loops());
    }

    private void startSelfAudit(AuditConfig config, Settings settings, RedisStore store, Metrics metrics) {
        SelfAudit audit = new SelfAudit(
                store.integrity(),
                config,
                part(ServerIdentity.class).workerId(),
                settings.lease(),
                part(JobListener.class));
        closers.push(audit::close);
        audit.start(threads.loops());
        metrics.showSelfAudit(config.interval());
    }

    private void startIndexer(RedisStore store, Metrics metrics) {
        Indexer indexer = new Indexer(
                store.search(),
                part(ServerIdentity.class).workerId(),
                part(Settings.class).searchIndex(),
                metrics.search());
        closers.push(indexer::close);
        indexer.start(threads.loops());
    }

    private void startCanary(Duration every) {
        Canary canary = new Canary(every, CanaryTask.job(), part(JobIntake.class), Clock.systemUTC());
        closers.push(canary::close);
        canary.start(threads.loops());
        part(Metrics.class).showCanary(every);
    }

    @PreDestroy
    void stopWithApplication() {
        if (signals != null) {
            signals.close();
        }
        stop();
    }

    private synchronized void stop() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part did not stop as it should; the other parts are stopped anyway", e);
            }
        }
    }

    private <T> T part(Class<T> type) {
        return parts.select(type).get();
    }
}
