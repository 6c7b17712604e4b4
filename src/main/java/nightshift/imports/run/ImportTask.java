package nightshift.imports.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.batch.StepRefused;
import nightshift.binding.ServerTask;
import nightshift.imports.plan.RowCounts;
import nightshift.job.BulkKind;
import nightshift.job.LeasedAttempt;
import nightshift.store.StoreUnavailable;
import nightshift.task.TaskName;

/** Imports a file: submits helpers, works on partitions itself, and ends when all are done. */
final class ImportTask implements ServerTask {

    static final TaskName NAME = new TaskName("nightshift.import");

    private static final Logger LOG = Logger.getLogger(ImportTask.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ImportOpener opener;
    private final ImportPorts ports;
    private final int workersMost;

    ImportTask(ImportOpener opener, ImportPorts ports, int workersMost) {
        this.opener = opener;
        this.ports = ports;
        this.workersMost = workersMost;
    }

    @Override
    public String argsSchema() {
        return "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\", \"maxProperties\": 0}";
    }

    @Override
    public Optional<String> handle(String argsJson, LeasedAttempt attempt) throws Exception {
        ImportRun run = opener.open(attempt.jobId(), attempt);
        ports.bulk().running(BulkKind.IMPORT, attempt.jobId(), Instant.now());
        try {
            return Optional.of(run(run, attempt).json());
        } catch (StepRefused e) {
            if (e.reason() == StepRefused.Reason.STOP) {
                run.awaitStop();
            }
            throw e.asFailure();
        } finally {
            ports.bulk().ended(BulkKind.IMPORT, attempt.jobId());
        }
    }

    private RowCounts run(ImportRun run, LeasedAttempt attempt) throws Exception {
        long begun = System.nanoTime();
        Partitions.Progress progress = run.progress();
        RowCounts before = progress.rows();
        LOG.log(
                Level.INFO,
                () -> "Import " + attempt.jobId() + " begins: " + run.plan().rows() + " rows for task "
                        + run.plan().task() + ", " + before.read() + " of them done before");
        submitHelpers(attempt, progress.unfinished());
        while (progress.unfinished() > 0) {
            run.work();
            progress = run.progress();
            if (progress.unfinished() > 0) {
                run.watch(progress.rows());
                Thread.sleep(PAUSE.toMillis());
            }
        }
        RowCounts all = progress.rows();
        LOG.log(
                Level.INFO,
                () -> "Import " + attempt.jobId() + " has ended: " + all.read() + " rows read, " + all.submitted()
                        + " submitted, " + all.rejected() + " rejected; " + (all.read() - before.read()) + " rows in "
                        + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        return all;
    }

    /** Asks once: helpers may be stored although the store does not confirm it, and the import can do without them. */
    private void submitHelpers(LeasedAttempt attempt, int unfinished) {
        int helpers = Math.min(workersMost, unfinished) - 1;
        if (helpers > 0) {
            try {
                ports.intake()
                        .submit(Collections.nCopies(helpers, PartitionTask.helper(attempt.jobId(), attempt.queue())));
            } catch (StoreUnavailable e) {
                LOG.log(
                        Level.WARNING,
                        () -> "Import " + attempt.jobId() + " continues, perhaps without helpers: " + e.getMessage());
            }
        }
    }
}
