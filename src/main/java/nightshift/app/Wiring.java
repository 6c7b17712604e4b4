package nightshift.app;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightshift.access.Access;
import nightshift.api.events.EventStreams;
import nightshift.api.files.Downloads;
import nightshift.api.files.Uploads;
import nightshift.api.jobs.JobWaiters;
import nightshift.api.jobs.LinesIntake;
import nightshift.api.jobs.UnknownTasks;
import nightshift.api.status.ServerInfo;
import nightshift.archive.ArchivingUpkeep;
import nightshift.batch.BatchDefinitions;
import nightshift.batch.BatchJobs;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.binding.TaskDiscovery;
import nightshift.builtin.CanaryTask;
import nightshift.builtin.DemoTasks;
import nightshift.disk.BulkSweeper;
import nightshift.engine.DesiredWorkers;
import nightshift.engine.Engine;
import nightshift.engine.EngineStatus;
import nightshift.exports.ExportTask;
import nightshift.exports.Exports;
import nightshift.exports.StoredExports;
import nightshift.http.DeliveryResult;
import nightshift.http.HttpRequestTask;
import nightshift.imports.Imports;
import nightshift.imports.run.ImportDefinitions;
import nightshift.imports.run.ImportPorts;
import nightshift.imports.run.PartitionBatch;
import nightshift.imports.stored.ImportConfig;
import nightshift.imports.stored.StoredImports;
import nightshift.job.ArchiveListener;
import nightshift.job.AttemptTracer;
import nightshift.job.BulkListener;
import nightshift.job.JobListener;
import nightshift.job.Objectives;
import nightshift.job.TaskDefinition;
import nightshift.observe.metrics.Metrics;
import nightshift.observe.objectives.PrometheusObjectives;
import nightshift.observe.trace.AttemptSpans;
import nightshift.observe.trace.LogFields;
import nightshift.observe.trace.TracedIntake;
import nightshift.redis.RedisStore;
import nightshift.store.EventFeed;
import nightshift.store.JobCatalog;
import nightshift.store.JobIntake;
import nightshift.store.JobUpkeep;
import nightshift.store.QueueControl;
import nightshift.store.StoreHealth;
import nightshift.store.WorkerRegistry;
import nightshift.web.callers.PublicAddress;
import nightshift.web.exchange.RequestDrain;
import nightshift.web.wire.Patience;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The whole object graph. Everything is made once, when it is first asked for, and closed by {@link Lifecycle}. The
 * objects are singletons without proxies, because most are final or records.
 */
@ApplicationScoped
@ContextServiceDefinition(name = "java:module/concurrent/application",
        propagated = ContextServiceDefinition.APPLICATION, cleared = ContextServiceDefinition.ALL_REMAINING)
@ManagedThreadFactoryDefinition(name = Threads.JOBS, context = "java:module/concurrent/application", virtual = true)
public class Wiring {

    /** How long clients have to go when everything else has stopped. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

    @Produces
    @Singleton
    static Settings settings(Config config, ServerIdentity server) {
        return Settings.read(new SettingsReader(name -> config.getOptionalValue(name, String.class)), server.version());
    }

    @Produces
    @Singleton
    static ServerIdentity identity() {
        return ServerIdentity.create();
    }

    /** Whether OpenTelemetry is switched on; where it is not, jobs shall not even pass by it. */
    private static boolean isTracing(Config config) {
        return !config.getOptionalValue("otel.sdk.disabled", Boolean.class).orElse(true);
    }

    // The store.

    @Produces
    @Singleton
    static LocalRedis localRedis(Settings settings) {
        return new LocalRedis(settings.localRedis());
    }

    @Produces
    @Singleton
    static RedisStore store(Settings settings, LocalRedis local, Threads threads, Metrics metrics) {
        URI url = settings.redisUrl().orElseGet(local::start);
        return RedisStore.connect(settings.redis(url), threads.loops(), metrics.store());
    }

    @Produces
    @Singleton
    static JobIntake intake(RedisStore store, Config config, OpenTelemetry telemetry) {
        return isTracing(config) ? new TracedIntake(store.intake(), telemetry) : store.intake();
    }

    @Produces
    @Singleton
    static JobCatalog catalog(RedisStore store) {
        return store.catalog();
    }

    @Produces
    @Singleton
    static QueueControl queues(RedisStore store) {
        return store.queues();
    }

    @Produces
    @Singleton
    static WorkerRegistry workers(RedisStore store) {
        return store.workers();
    }

    @Produces
    @Singleton
    static EventFeed events(RedisStore store) {
        return store.events();
    }

    @Produces
    @Singleton
    static StoreHealth storeHealth(RedisStore store) {
        return store.health();
    }

    @Produces
    @Singleton
    static Access access(RedisStore store, Metrics metrics) {
        return new Access(store.access(), Clock.systemUTC(), metrics.authFailures());
    }

    // The work.

    @Produces
    @Singleton
    static HttpRequestTask httpRequest(Settings settings, Metrics metrics, OpenTelemetry telemetry) {
        Consumer<String> deliveries = metrics.deliveries();
        return new HttpRequestTask(settings.http(), result -> deliveries.accept(result.label()), telemetry);
    }

    @Produces
    @Singleton
    static BatchJobs batchJobs() {
        return new BatchJobs();
    }

    @Produces
    @Singleton
    static TaskDefinition.Catalog tasks(Settings settings, TaskDiscovery discovery, HttpRequestTask http, BatchJobs batch,
            RedisStore store, BulkFolder folder, ImportDefinitions imports, ExportTask exports) {
        TaskCompiler compiler = new TaskCompiler();
        List<TaskDefinition> tasks = new ArrayList<>(discovery.tasks(compiler));
        tasks.add(http.definition(compiler));
        if (settings.demo()) {
            tasks.addAll(DemoTasks.definitions(compiler));
        }
        tasks.addAll(BatchDefinitions.definitions(compiler, batch, store.checkpoints(), Thread.currentThread().getContextClassLoader()));
        if (folder.off().isEmpty()) {
            tasks.addAll(imports.definitions(compiler));
            tasks.add(exports.definition(compiler));
        }
        settings.canary().ifPresent(every -> tasks.add(CanaryTask.definition(compiler)));
        return new TaskCatalog(tasks);
    }

    // Bulk work.

    @Produces
    @Singleton
    static BulkFolder bulkFolder(Settings settings) {
        return BulkFolder.open(settings.bulk(), settings.namespace());
    }

    @Produces
    @Singleton
    static BulkSweeper sweeper(Settings settings, BulkFolder folder, RedisStore store) {
        return new BulkSweeper(folder.path(), settings.bulk().retention(), store.bulkJobs(), store.catalog(), Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Imports imports(Settings settings, BulkFolder folder, RedisStore store, TaskDefinition.Catalog tasks) {
        return new StoredImports(new ImportConfig(folder.path(), folder.off(), settings.bulk().retention(),
                settings.imports().bytesMost()), store.bulkJobs(), store.catalog(), tasks);
    }

    @Produces
    @Singleton
    static PartitionBatch partitionRuns(BatchJobs batch) {
        return new PartitionBatch(batch);
    }

    @Produces
    @Singleton
    static ImportDefinitions importTasks(Settings settings, BulkFolder folder, RedisStore store, BulkListener bulk, JobListener listener,
            PartitionBatch runs, Provider<TaskDefinition.Catalog> tasks) {
        ImportPorts ports = new ImportPorts(store.bulkJobs(), store.checkpoints(), store.intake(), bulk, listener);
        return new ImportDefinitions(folder.path(), settings.bulk().retention(), settings.imports().workersMost(), ports, runs, tasks::get);
    }

    @Produces
    @Singleton
    static ExportTask exportTask(BulkFolder folder, RedisStore store, BulkListener listener, BatchJobs batch) {
        return new ExportTask(folder.path(), store.bulkJobs(), store.checkpoints(), store.scan(), listener, batch);
    }

    @Produces
    @Singleton
    static Exports exports(Settings settings, BulkFolder folder, RedisStore store) {
        return new StoredExports(folder.path(), folder.off(), settings.bulk().retention(), store.bulkJobs(), store.catalog(), store.scan());
    }

    @Produces
    @Singleton
    static JobUpkeep upkeep(Settings settings, ServerIdentity server, RedisStore store, ArchiveListener listener) {
        return settings.archive().map(config -> {
            try {
                return (JobUpkeep) ArchivingUpkeep.open(config, store.upkeep(), store.ripeJobs(), server.workerId(), listener);
            } catch (IOException e) {
                throw new CannotStart("nightshift.archive.dir (NIGHTSHIFT_ARCHIVE_DIR) cannot be written: " + e);
            }
        }).orElse(store.upkeep());
    }

    @Produces
    @Singleton
    static Engine engine(Settings settings, ServerIdentity server, RedisStore store, JobUpkeep upkeep, TaskDefinition.Catalog tasks,
            JobListener listener, AttemptTracer tracer, Threads threads) {
        return new Engine(settings.engine(server), store.leases(), upkeep, store.workers(), store.events(), tasks,
                listener, tracer, threads.jobs(), threads.loops());
    }

    // What clients are told.

    @Produces
    @Singleton
    static UnknownTasks unknownTasks(Settings settings) {
        return settings.unknownTasks();
    }

    @Produces
    @Singleton
    static PublicAddress publicAddress(Settings settings) {
        return settings.publicAddress();
    }

    @Produces
    @Singleton
    static ServerInfo serverInfo(Settings settings, ServerIdentity server) {
        return new ServerInfo(server.version(), server.workerId(), List.copyOf(settings.roles()), settings.grafana());
    }

    @Produces
    @Singleton
    static JobWaiters jobWaiters(EventFeed events, Threads threads) {
        return new JobWaiters(events, threads.waits());
    }

    @Produces
    @Singleton
    static EventStreams eventStreams(EventFeed events, Threads threads) {
        return new EventStreams(events, threads.timers(), threads.loops());
    }

    @Produces
    @Singleton
    static Patience patience(Threads threads) {
        return new Patience(threads.named("nightshift-patience"));
    }

    @Produces
    @Singleton
    static LinesIntake linesCalls(JobIntake intake, JobListener listener, TaskDefinition.Catalog tasks, UnknownTasks unknown,
            Patience patience) {
        return new LinesIntake(intake, listener, tasks, unknown, patience);
    }

    @Produces
    @Singleton
    static Uploads uploads(Threads threads) {
        return new Uploads(threads.named("nightshift-upload"));
    }

    @Produces
    @Singleton
    static Downloads downloads(Threads threads) {
        return new Downloads(threads.named("nightshift-download"));
    }

    @Produces
    @Singleton
    static RequestDrain requestDrain() {
        return new RequestDrain(LAST_REQUESTS);
    }

    // What is seen of it.

    @Produces
    @Singleton
    static Watchdog watchdog(Config config, Threads threads) {
        return Watchdog.of(config.getOptionalValue("nightshift.http.host", String.class).orElse("*"),
                config.getOptionalValue("nightshift.http.port", Integer.class).orElse(9080), threads.named("nightshift-watchdog"));
    }

    @Produces
    @Singleton
    static Supplier<EngineStatus> engineStatus(Engine engine) {
        return engine::status;
    }

    @Produces
    @Singleton
    static Metrics metrics(Settings settings, MetricRegistry registry) {
        return settings.metrics() ? Metrics.on(registry, RedisStore.calls(),
                Arrays.stream(DeliveryResult.values()).map(DeliveryResult::label).toList()) : Metrics.off();
    }

    @Produces
    @Singleton
    static AttemptTracer tracer(Config config, OpenTelemetry telemetry) {
        return isTracing(config) ? AttemptSpans.on(telemetry) : AttemptSpans.off();
    }

    @Produces
    @Singleton
    static JobListener listener(Metrics metrics) {
        return metrics.jobs();
    }

    @Produces
    @Singleton
    static BulkListener bulkListener(Metrics metrics) {
        return metrics.bulk();
    }

    @Produces
    @Singleton
    static ArchiveListener archiveListener(Metrics metrics) {
        return metrics.archive();
    }

    @Produces
    @Singleton
    static DesiredWorkers desiredWorkers(Settings settings, QueueControl queues, WorkerRegistry workers) {
        return new DesiredWorkers(queues, workers, settings.concurrency(), settings.backlogTarget());
    }

    @Produces
    @Singleton
    static LogFields logFields() {
        return new LogFields();
    }

    @Produces
    @Singleton
    static Objectives objectives(Settings settings, Threads threads) {
        return settings.prometheus()
                .<Objectives>map(prometheus -> new PrometheusObjectives(prometheus, threads.timers(), Clock.systemUTC()))
                .orElseGet(PrometheusObjectives::notConfigured);
    }
}
