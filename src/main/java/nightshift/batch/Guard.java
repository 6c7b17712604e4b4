package nightshift.batch;

import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a decorator knows of the step that its artifact works in. */
@Dependent
class Guard {

    /** Something that an artifact does. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final BatchJobs jobs;
    private final JobContext job;
    private final StepContext step;

    @Inject
    Guard(BatchJobs jobs, JobContext job, StepContext step) {
        this.jobs = jobs;
        this.job = job;
        this.step = step;
    }

    /**
     * Does what an artifact does, and keeps what it throws for the attempt: the runtime does not report why a step
     * failed.
     */
    <T> T call(Callable<T> action) throws Exception {
        try {
            return action.call();
        } catch (Exception | Error e) {
            jobs.threw(job.getExecutionId(), e);
            throw e;
        }
    }

    void run(Action action) throws Exception {
        call(() -> {
            action.run();
            return null;
        });
    }

    /** How far the step has come, if its job is one whose progress is kept. Which steps are done before it is kept first. */
    Optional<StepProgress> begin() {
        return jobs.begin(job.getExecutionId(), step.getStepName());
    }

    /** Ends the step as it ended before, in an earlier attempt. */
    void endAsBefore(StepProgress progress) {
        step.setExitStatus(progress.exitStatus());
    }

    /** What the step has done in this attempt. */
    StepResult counts() {
        return StepResult.of(step.getStepName(), null, step.getMetrics());
    }
}
