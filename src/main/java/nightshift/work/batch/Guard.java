package nightshift.work.batch;

import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** Calls an artifact, and keeps what it throws for the attempt: the runtime tells nobody why a step failed. */
@Dependent
class Guard {

    /** Something that an artifact does. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final BatchJobs jobs;
    private final JobContext job;

    @Inject
    Guard(BatchJobs jobs, JobContext job) {
        this.jobs = jobs;
        this.job = job;
    }

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
}
