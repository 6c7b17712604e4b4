package nightshift.work.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import nightshift.bulk.Checkpoints;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;
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
    public static List<TaskDefinition> definitions(
            TaskCompiler compiler, BatchJobs jobs, Checkpoints checkpoints, ClassLoader application) {
        try {
            List<TaskDefinition> tasks = new ArrayList<>();
            for (String name : JobFiles.names(application)) {
                if (!name.startsWith(OURS)) {
                    tasks.add(task(compiler, new BatchTask(jobs, checkpoints, JobFile.read(name, application)), name));
                }
            }
            return tasks;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the batch jobs on the class path", e);
        }
    }

    private static TaskDefinition task(TaskCompiler compiler, BatchTask task, String name) {
        try {
            return compiler.compile(new TaskName("batch:" + name), "Batch job " + name, Limits.TIMEOUT_LONGEST, task).asBulk();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(JobFiles.FOLDER + name + ".xml: batch:" + name + " " + e.getMessage(), e);
        }
    }
}
