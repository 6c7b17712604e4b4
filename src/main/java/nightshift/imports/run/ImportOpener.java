package nightshift.imports.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nightshift.batch.Checkpointer;
import nightshift.disk.DiskRoom;
import nightshift.imports.ImportRefused;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.rows.RowMapper;
import nightshift.job.BulkKind;
import nightshift.job.LeasedAttempt;
import nightshift.job.TaskDefinition;
import nightshift.store.BulkJob;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;

/** Puts attempts to work on imports whose files are in a folder. */
final class ImportOpener {

    private final Path folder;
    private final Duration retention;
    private final ImportPorts ports;
    private final PartitionStep step;
    private final Supplier<TaskDefinition.Catalog> tasks;
    private final DiskRoom room;
    private final Clock clock;

    ImportOpener(
            Path folder,
            Duration retention,
            ImportPorts ports,
            PartitionStep step,
            Supplier<TaskDefinition.Catalog> tasks,
            DiskRoom room,
            Clock clock) {
        this.folder = folder;
        this.retention = retention;
        this.ports = ports;
        this.step = step;
        this.tasks = tasks;
        this.room = room;
        this.clock = clock;
    }

    /** @throws AttemptFailed if this attempt cannot work on the import, or none can */
    ImportRun open(JobId id, LeasedAttempt attempt) throws AttemptFailed, InterruptedException {
        Checkpointer store = new Checkpointer(ports.checkpoints(), attempt);
        BulkJob bulk = store.call(() -> ports.bulkJobs().find(id))
                .filter(found -> found.kind() == BulkKind.IMPORT)
                .orElseThrow(() -> AttemptFailed.permanent(
                        "no-import", "There is no import " + id + ". Imports begin with POST /api/v1/imports.", null));
        return new ImportRun(open(bulk), attempt, ports, step, store);
    }

    private ImportSource open(BulkJob bulk) throws AttemptFailed {
        ImportPlan plan = ImportPlan.parse(bulk.description());
        TaskDefinition task = tasks.get()
                .find(plan.task())
                .orElseThrow(() -> AttemptFailed.retryable(
                        "unknown-task",
                        "This server does not know the task " + plan.task() + " that the rows are for.",
                        null));
        ImportSource source =
                new ImportSource(bulk.id(), plan, ImportFolder.of(folder, bulk.id()), room, mapper(task, plan));
        if (!Files.isReadable(source.file())) {
            throw missing(source);
        }
        return source;
    }

    private static RowMapper mapper(TaskDefinition task, ImportPlan plan) throws AttemptFailed {
        try {
            return new RowMapper(task, plan.format(), plan.header(), plan.columns(), plan.types());
        } catch (ImportRefused e) {
            throw AttemptFailed.permanent(
                    "columns-unfit",
                    "The args of the task " + task.name() + " are no longer what they were when the file was sent: "
                            + e.getMessage(),
                    null);
        }
    }

    private AttemptFailed missing(ImportSource source) {
        if (begun(source.id()).plus(retention).isBefore(clock.instant()) && isRemoved(source.folder())) {
            return AttemptFailed.permanent(
                    "file-expired",
                    "The file is no longer kept: nightshift.bulk.retention is " + retention + ". Send it again.",
                    null);
        }
        return AttemptFailed.retryable(
                "file-missing",
                "There is no file " + source.file() + " on this server: nightshift.bulk.dir"
                        + " (NIGHTSHIFT_BULK_DIR), here " + folder + ", must be one folder that all servers see.",
                null);
    }

    /** Files are kept for a time after the end, however long the import waited before: so this is the folder where it was. */
    private boolean isRemoved(ImportFolder gone) {
        try (Stream<Path> others = Files.list(ImportFolder.all(folder))) {
            return Files.notExists(gone.path()) && others.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant begun(JobId id) {
        return Instant.ofEpochMilli(id.value().getMostSignificantBits() >>> 16);
    }
}
