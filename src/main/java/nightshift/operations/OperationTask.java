package nightshift.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.batch.StepRefused;
import nightshift.binding.ServerTask;
import nightshift.binding.TaskCompiler;
import nightshift.job.ActionResult;
import nightshift.job.BulkKind;
import nightshift.job.JobOptions;
import nightshift.job.LeasedAttempt;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.OperationListener.End;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.OperationSteps.Report;
import nightshift.task.AttemptFailed;
import nightshift.task.QueueName;

/** The task that does operations. Its args are empty: the plan is kept with the operation, which has the id of the job. */
public final class OperationTask {

    private static final Logger LOG = Logger.getLogger(OperationTask.class.getName());
    private static final QueueName QUEUE = new QueueName("bulk");

    private final BulkJobs bulkJobs;
    private final OperationRun.Ports ports;

    /** A task that has the ports of a store. */
    OperationTask(BulkJobs bulkJobs, OperationRun.Ports ports) {
        this.bulkJobs = bulkJobs;
        this.ports = ports;
    }

    /** The task, for the catalog of a server. */
    public TaskDefinition definition(TaskCompiler compiler) {
        return compiler.compile(
                        Reserved.OPERATION_TASK, "Does one action to many jobs", Limits.TIMEOUT_LONGEST, new Handler())
                .asBulk();
    }

    /** The job of an operation. */
    static NewJob job() {
        return new NewJob(
                Reserved.OPERATION_TASK, "{}", JobOptions.with().queue(QUEUE).build());
    }

    private final class Handler implements ServerTask {

        @Override
        public String argsSchema() {
            return "{\"type\": \"object\", \"additionalProperties\": false}";
        }

        @Override
        public Optional<String> handle(String argsJson, LeasedAttempt attempt) throws Exception {
            BulkJob operation = bulkJobs.find(attempt.jobId())
                    .filter(found -> found.kind() == BulkKind.OPERATION)
                    .orElseThrow(() -> AttemptFailed.permanent(
                            "no-operation",
                            "This job is not an operation. Start operations with POST /api/v1/operations",
                            null));
            OperationPlan plan = OperationPlan.read(operation.description());
            OperationRun run = new OperationRun(plan, ports.steps().report(operation.checkpoints()), attempt, ports);
            ports.bulk().running(BulkKind.OPERATION, attempt.jobId(), Instant.now());
            try {
                Progress end = run(run, plan, attempt);
                ports.listener()
                        .ended(plan.request().action().kind(), end.stop().isPresent() ? End.STOPPED : End.SUCCEEDED);
                return Optional.of(result(ports.steps().report(attempt.jobId()), end));
            } catch (StepRefused e) {
                if (e.reason() == StepRefused.Reason.STOP) {
                    run.awaitStop();
                }
                throw e.asFailure();
            } finally {
                ports.bulk().ended(BulkKind.OPERATION, attempt.jobId());
            }
        }

        private Progress run(OperationRun run, OperationPlan plan, LeasedAttempt attempt) throws Exception {
            long begun = System.nanoTime();
            LOG.log(
                    Level.INFO,
                    () -> "Operation " + attempt.jobId() + " of " + plan.by() + " begins: "
                            + plan.request().action().kind().label() + ", at most "
                            + plan.walk().most() + " jobs to look at, attempt " + attempt.attempt());
            Progress end = run.run();
            LOG.log(
                    end.stop().isPresent() ? Level.WARNING : Level.INFO,
                    () -> "Operation " + attempt.jobId() + " has "
                            + end.stop()
                                    .map(why -> "stopped by itself (" + why + ")")
                                    .orElse("ended")
                            + ": " + end.looked() + " jobs looked at; this attempt took "
                            + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            return end;
        }

        private static String result(Report report, Progress end) {
            long done = report.counts().getOrDefault(ActionResult.DONE, 0L);
            return "{\"looked\":" + end.looked() + ",\"done\":" + done
                    + end.stop().map(why -> ",\"stop\":\"" + why + "\"").orElse("") + "}";
        }
    }
}
