package nightshift.app;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightshift.archive.ArchivingUpkeep;
import nightshift.batch.BatchDefinitions;
import nightshift.batch.BatchJobs;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.binding.TaskDiscovery;
import nightshift.builtin.CanaryTask;
import nightshift.builtin.DemoTasks;
import nightshift.engine.CodeSchedules;
import nightshift.engine.DesiredWorkers;
import nightshift.engine.Engine;
import nightshift.engine.EngineStatus;
import nightshift.exports.ExportTask;
import nightshift.http.HttpRequestTask;
import nightshift.imports.run.ImportDefinitions;
import nightshift.job.AttemptTracer;
import nightshift.job.JobListener;
import nightshift.job.TaskDefinition;
import nightshift.observe.metrics.Metrics;
import nightshift.operations.OperationTask;
import nightshift.redis.RedisStore;
import nightshift.store.JobUpkeep;
import nightshift.store.QueueControl;
import nightshift.store.WorkerRegistry;

/** The tasks that this server knows, and the engine that runs them. */
@Dependent
class WorkWiring {

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
    static TaskDefinition.Catalog tasks(
            Settings settings,
            TaskDiscovery discovery,
            HttpRequestTask http,
            BatchJobs batch,
            RedisStore store,
            BulkFolder folder,
            ImportDefinitions imports,
            ExportTask exports,
            OperationTask operations) {
        TaskCompiler compiler = new TaskCompiler();
        List<TaskDefinition> tasks = new ArrayList<>(discovery.tasks(compiler));
        tasks.add(http.definition(compiler));
        if (settings.demo()) {
            tasks.addAll(DemoTasks.definitions(compiler));
        }
        tasks.addAll(BatchDefinitions.definitions(
                compiler, batch, store.checkpoints(), Thread.currentThread().getContextClassLoader()));
        if (folder.off().isEmpty()) {
            tasks.addAll(imports.definitions(compiler));
            tasks.add(exports.definition(compiler));
        }
        tasks.add(operations.definition(compiler));
        settings.canary().ifPresent(every -> tasks.add(CanaryTask.definition(compiler)));
        return new TaskCatalog(tasks);
    }

    @Produces
    @Singleton
    static CodeSchedules codeSchedules(TaskDiscovery discovery, TaskDefinition.Catalog tasks, RedisStore store) {
        return new CodeSchedules(store.scheduleTurns(), discovery.schedules(tasks));
    }

    @Produces
    @Singleton
    static JobUpkeep upkeep(Settings settings, ServerIdentity server, RedisStore store, Metrics metrics) {
        return settings.archive()
                .map(config -> {
                    try {
                        return (JobUpkeep) ArchivingUpkeep.open(
                                config, store.upkeep(), store.ripeJobs(), server.workerId(), metrics.archive());
                    } catch (IOException e) {
                        throw new CannotStart(
                                "nightshift.archive.dir (NIGHTSHIFT_ARCHIVE_DIR) cannot be written: " + e);
                    }
                })
                .orElse(store.upkeep());
    }

    @Produces
    @Singleton
    static Engine engine(
            Settings settings,
            ServerIdentity server,
            RedisStore store,
            JobUpkeep upkeep,
            TaskDefinition.Catalog tasks,
            JobListener listener,
            AttemptTracer tracer,
            Threads threads) {
        return new Engine(
                settings.engine(server),
                store.leases(),
                upkeep,
                store.workers(),
                store.events(),
                tasks,
                listener,
                tracer,
                threads.jobs(),
                threads.loops());
    }

    @Produces
    @Singleton
    static Supplier<EngineStatus> engineStatus(Engine engine) {
        return engine::status;
    }

    @Produces
    @Singleton
    static DesiredWorkers desiredWorkers(Settings settings, QueueControl queues, WorkerRegistry workers) {
        return new DesiredWorkers(queues, workers, settings.concurrency(), settings.backlogTarget());
    }
}
