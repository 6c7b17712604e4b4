package nightshift.work.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.job.TaskName;
import nightshift.work.TaskCompiler;

/** The tasks {@code batch:<name>}: every batch job on the class path that is not one of ours. */
public final class BatchTasks {

    private static final String OURS = "nightshift-";

    private BatchTasks() {
    }

    /**
     * All of them, for the catalog of a server.
     *
     * @throws IllegalArgumentException if a job XML cannot be used; the message names it
     */
    public static List<TaskDefinition> definitions(TaskCompiler compiler, BatchJobs jobs, ClassLoader application) {
        try {
            return JobFiles.names(application).stream().filter(name -> !name.startsWith(OURS))
                    .map(name -> compiler.compile(new TaskName("batch:" + name), "Batch job " + name, Limits.TIMEOUT_LONGEST,
                            new BatchTask(jobs, name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for batch jobs", e);
        }
    }
}
