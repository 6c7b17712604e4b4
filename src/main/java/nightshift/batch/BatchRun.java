package nightshift.batch;

import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.StepExecution;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.LeasedAttempt;
import nightshift.task.AttemptFailed;

/** One execution of a batch job, and the attempt that waits for it. */
final class BatchRun {

    private static final Logger LOG = Logger.getLogger(BatchRun.class.getName());
    private static final Duration STOP_MOST = Duration.ofSeconds(30);
    private static final Duration STOP_AGAIN = Duration.ofSeconds(1);
    private static final long LOOK_FIRST_MILLIS = 2;
    private static final long LOOK_LAST_MILLIS = 100;

    private final JobOperator operator;
    private final String name;
    private final LeasedAttempt attempt;
    private final Optional<Progress> progress;
    private final Optional<?> work;
    private volatile Throwable failure;

    BatchRun(JobOperator operator, String name, LeasedAttempt attempt, Optional<Progress> progress, Optional<?> work) {
        this.operator = operator;
        this.name = name;
        this.attempt = attempt;
        this.progress = progress;
        this.work = work;
    }

    /** What its artifacts work on, if they are ours. */
    Optional<?> work() {
        return work;
    }

    /** Begins a step, if the progress of this batch job is kept: what is done before it must be known before it does anything. */
    Optional<StepProgress> begin(long execution, String step) {
        progress.ifPresent(kept -> kept.keepDone(operator.getStepExecutions(execution)));
        return progress.map(kept -> kept.step(step));
    }

    /** What an artifact threw. The last one is why the batch job failed, if it did. */
    void threw(Throwable thrown) {
        failure = thrown;
    }

    /** Waits for the end, or stops the batch job when this thread is interrupted. */
    BatchResult await(long execution) throws AttemptFailed, InterruptedException {
        try {
            long pause = LOOK_FIRST_MILLIS;
            while (!hasEnded(operator, execution)) {
                Thread.sleep(pause);
                pause = Math.min(LOOK_LAST_MILLIS, pause * 2);
            }
        } catch (InterruptedException e) {
            stop(execution);
            throw e;
        }
        return result(execution);
    }

    static boolean hasEnded(JobOperator operator, long execution) {
        return switch (operator.getJobExecution(execution).getBatchStatus()) {
            case COMPLETED, FAILED, STOPPED, ABANDONED -> true;
            case STARTING, STARTED, STOPPING -> false;
        };
    }

    /**
     * Asks again and again, since a job that is just starting might miss the request. The thread may be interrupted
     * meanwhile.
     */
    private void stop(long execution) {
        long begun = System.nanoTime();
        long asked = begun - STOP_AGAIN.toNanos();
        boolean ended = hasEnded(operator, execution);
        while (!ended && System.nanoTime() - begun < STOP_MOST.toNanos()) {
            if (System.nanoTime() - asked >= STOP_AGAIN.toNanos()) {
                ask(execution);
                asked = System.nanoTime();
            }
            try {
                Thread.sleep(LOOK_LAST_MILLIS);
            } catch (InterruptedException e) {
                LOG.log(Level.FINE, "Asked to stop again", e);
            }
            ended = hasEnded(operator, execution);
        }
        if (!ended) {
            LOG.log(
                    Level.WARNING,
                    () -> "Batch job " + name + " of job " + attempt.jobId() + " has not stopped "
                            + STOP_MOST.toSeconds() + " s after it was asked to, and is left to itself");
        }
    }

    private void ask(long execution) {
        try {
            operator.stop(execution);
        } catch (JobExecutionNotRunningException e) {
            LOG.log(Level.FINE, "Ended meanwhile, or not yet begun", e);
        }
    }

    private BatchResult result(long execution) throws AttemptFailed {
        JobExecution ended = operator.getJobExecution(execution);
        List<StepExecution> steps = operator.getStepExecutions(execution).stream()
                .sorted(Comparator.comparingLong(StepExecution::getStepExecutionId))
                .toList();
        if (ended.getBatchStatus() != BatchStatus.COMPLETED) {
            progress.ifPresent(kept -> kept.keepDone(steps));
            throw failed(ended, steps);
        }
        return new BatchResult(
                ended.getBatchStatus().name(),
                ended.getExitStatus(),
                steps.stream().map(this::result).toList());
    }

    private StepResult result(StepExecution step) {
        return progress.map(kept -> kept.result(step)).orElseGet(() -> StepResult.of(step));
    }

    private AttemptFailed failed(JobExecution ended, List<StepExecution> steps) {
        Throwable cause = failure;
        if (cause instanceof AttemptFailed failed) {
            return failed;
        }
        String where = "batch job " + name
                + failedStep(steps).map(step -> ", step " + step).orElse("");
        if (ended.getBatchStatus() != BatchStatus.FAILED) {
            return AttemptFailed.retryable(
                    "batch-stopped",
                    where + " ended as " + ended.getBatchStatus() + " though nobody had asked it to stop",
                    cause);
        }
        if (cause == null) {
            return AttemptFailed.retryable(
                    "batch-failed",
                    where + " failed with exit status " + ended.getExitStatus()
                            + ", but none of its CDI beans threw anything: one could not be made (are its properties of the right type?)"
                            + " or is no CDI bean. The server's log has more: look for FFDC1015I",
                    null);
        }
        return AttemptFailed.retryable(
                cause.getClass().getName(),
                where + ": " + Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString),
                cause);
    }

    private static Optional<String> failedStep(List<StepExecution> steps) {
        return steps.stream()
                .filter(step -> step.getBatchStatus() == BatchStatus.FAILED)
                .map(StepExecution::getStepName)
                .findFirst();
    }
}
