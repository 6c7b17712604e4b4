package nightshift.app;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import nightshift.batch.BatchJobs;
import nightshift.disk.BulkSweeper;
import nightshift.exports.ExportTask;
import nightshift.exports.Exports;
import nightshift.exports.StoredExports;
import nightshift.imports.Imports;
import nightshift.imports.run.ImportDefinitions;
import nightshift.imports.run.ImportPorts;
import nightshift.imports.stored.ImportConfig;
import nightshift.imports.stored.StoredImports;
import nightshift.job.TaskDefinition;
import nightshift.observe.metrics.CountedCheckpoints;
import nightshift.observe.metrics.Metrics;
import nightshift.operations.OperationTask;
import nightshift.operations.StoredOperations;
import nightshift.redis.RedisStore;

/** Imports and exports, with the folder that they share, and operations. */
@Dependent
class BulkWiring {

    @Produces
    @Singleton
    static BulkFolder bulkFolder(Settings settings) {
        return BulkFolder.open(settings.bulk(), settings.namespace());
    }

    @Produces
    @Singleton
    static BulkSweeper sweeper(Settings settings, BulkFolder folder, RedisStore store) {
        return new BulkSweeper(
                folder.path(), settings.bulk().retention(), store.bulkJobs(), store.catalog(), Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Imports imports(Settings settings, BulkFolder folder, RedisStore store, TaskDefinition.Catalog tasks) {
        return new StoredImports(
                new ImportConfig(
                        folder.path(),
                        folder.off(),
                        settings.bulk().retention(),
                        settings.imports().bytesMost()),
                store.bulkJobs(),
                store.catalog(),
                tasks);
    }

    @Produces
    @Singleton
    static ImportDefinitions importDefinitions(
            Settings settings,
            BulkFolder folder,
            RedisStore store,
            Metrics metrics,
            BatchJobs batch,
            Provider<TaskDefinition.Catalog> tasks) {
        ImportPorts ports = new ImportPorts(
                store.bulkJobs(),
                new CountedCheckpoints(store.checkpoints(), metrics.jobs()),
                store.intake(),
                metrics.bulk());
        return new ImportDefinitions(
                folder.path(), settings.bulk().retention(), settings.imports().workersMost(), ports, batch, tasks::get);
    }

    @Produces
    @Singleton
    static ExportTask exportTask(BulkFolder folder, RedisStore store, Metrics metrics, BatchJobs batch) {
        return new ExportTask(
                folder.path(), store.bulkJobs(), store.checkpoints(), store.walks(), metrics.bulk(), batch);
    }

    @Produces
    @Singleton
    static StoredOperations storedOperations(RedisStore store) {
        return new StoredOperations(
                store.bulkJobs(), store.catalog(), store.intake(), store.walks(), store.operationSteps());
    }

    @Produces
    @Singleton
    static OperationTask operationTask(StoredOperations operations, RedisStore store, Metrics metrics) {
        return operations.task(store.checkpoints(), metrics.operations(), metrics.bulk());
    }

    @Produces
    @Singleton
    static Exports exports(Settings settings, BulkFolder folder, RedisStore store) {
        return new StoredExports(
                folder.path(),
                folder.off(),
                settings.bulk().retention(),
                store.bulkJobs(),
                store.catalog(),
                store.walks());
    }
}
