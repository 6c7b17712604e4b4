package nightshift.builtin;

import java.time.Duration;
import nightshift.binding.TaskCompiler;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.JobContext;
import nightshift.task.TaskHandler;

/** A task that does nothing, in a queue of its own: if its job ends in time, jobs get through. */
public final class CanaryTask {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private CanaryTask() {}

    /** The task, for the catalog of a server that is to have it. */
    public static TaskDefinition definition(TaskCompiler compiler) {
        return compiler.compile(Reserved.CANARY_TASK, "Shows that jobs get through", TIMEOUT, new Handler());
    }

    /** A job of it. It is not tried again when it fails: the next one comes soon, and a failure must be visible. */
    public static NewJob job() {
        return new NewJob(
                Reserved.CANARY_TASK,
                "{}",
                JobOptions.with().queue(Reserved.CANARY_QUEUE).maxAttempts(1).build());
    }

    private static final class Handler implements TaskHandler<NoArgs> {

        @Override
        public Object handle(NoArgs args, JobContext context) {
            return null;
        }
    }

    record NoArgs() {}
}
