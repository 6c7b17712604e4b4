package nightshift.exports;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.batch.BatchJobs;
import nightshift.binding.ServerTask;
import nightshift.binding.TaskCompiler;
import nightshift.disk.DiskRoom;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.JobOptions;
import nightshift.job.LeasedAttempt;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.TaskDefinition;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.JobWalks;
import nightshift.task.AttemptFailed;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The task that makes exports. Its args are empty: the plan is kept with the export, which has the id of the job. */
public final class ExportTask {

    private static final Logger LOG = Logger.getLogger(ExportTask.class.getName());
    private static final TaskName NAME = new TaskName("nightshift.export");
    private static final QueueName QUEUE = new QueueName("bulk");
    private static final String BATCH_JOB = "nightshift-export";

    private final Path folder;
    private final BulkJobs bulkJobs;
    private final ExportRun.Ports ports;
    private final BatchJobs batch;

    /** @param folder of all bulk work, the same on all servers */
    public ExportTask(
            Path folder,
            BulkJobs bulkJobs,
            Checkpoints checkpoints,
            JobWalks walks,
            BulkListener listener,
            BatchJobs batch) {
        this.folder = folder;
        this.bulkJobs = bulkJobs;
        this.ports = new ExportRun.Ports(walks, checkpoints, DiskRoom.real(), listener);
        this.batch = batch;
    }

    /** The task, for the catalog of a server that can do it. */
    public TaskDefinition definition(TaskCompiler compiler) {
        return compiler.compile(NAME, "Writes jobs to a file", Limits.TIMEOUT_LONGEST, new Handler())
                .asBulk();
    }

    /** The job of an export. */
    static NewJob job() {
        return new NewJob(NAME, "{}", JobOptions.with().queue(QUEUE).build());
    }

    private final class Handler implements ServerTask {

        @Override
        public String argsSchema() {
            return "{\"type\": \"object\", \"additionalProperties\": false}";
        }

        @Override
        public Optional<String> handle(String argsJson, LeasedAttempt context) throws Exception {
            BulkJob export = bulkJobs.find(context.jobId())
                    .filter(found -> found.kind() == BulkKind.EXPORT)
                    .orElseThrow(() -> AttemptFailed.permanent(
                            "no-export", "This job is not an export. Start exports with POST /api/v1/exports", null));
            ports.listener().running(BulkKind.EXPORT, context.jobId(), Instant.now());
            ExportPlan plan = ExportPlan.read(export.description());
            try (ExportRun run = ExportRun.open(
                    ExportFolder.of(folder, context.jobId()), plan, export.checkpoints(), context, ports)) {
                ExportState end = run(run, plan, context);
                return Optional.of("{\"read\":" + end.read() + ",\"written\":" + end.written() + ",\"bytes\":"
                        + end.bytes() + "}");
            } finally {
                ports.listener().ended(BulkKind.EXPORT, context.jobId());
            }
        }

        private ExportState run(ExportRun run, ExportPlan plan, LeasedAttempt context) throws Exception {
            long begun = System.nanoTime();
            ExportState before = run.state();
            LOG.log(
                    Level.INFO,
                    () -> "Export " + context.jobId() + " begins: "
                            + plan.total().map(jobs -> jobs + " jobs").orElse("jobs") + " to look at, " + before.read()
                            + " of them done before, as " + plan.format().label());
            batch.run(BATCH_JOB, context, run);
            ExportState end = run.state();
            LOG.log(
                    Level.INFO,
                    () -> "Export " + context.jobId() + " has ended: " + end.read() + " jobs read, " + end.written()
                            + " written, " + end.bytes() + " bytes; " + (end.read() - before.read()) + " jobs in "
                            + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            return end;
        }
    }
}
