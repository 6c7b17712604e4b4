package nightshift.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import nightshift.binding.TaskCompiler;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.store.Checkpoints;
import nightshift.task.TaskName;

/** The tasks {@code batch:<name>}: every batch job on the class path that is not one of ours. */
public final class BatchDefinitions {

    private static final String OURS = "nightshift-";

    private BatchDefinitions() {}

    /**
     * All of them, for the catalog of a server.
     *
     * @throws IllegalArgumentException if a job XML cannot be used; the message names it
     */
    public static List<TaskDefinition> definitions(
            TaskCompiler compiler, BatchJobs jobs, Checkpoints checkpoints, ClassLoader application) {
        try {
            List<TaskDefinition> tasks = new ArrayList<>();
            for (String name : JobXmlNames.names(application)) {
                if (!name.startsWith(OURS)) {
                    tasks.add(task(compiler, new BatchTask(jobs, checkpoints, JobXml.read(name, application)), name));
                }
            }
            return tasks;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the batch jobs on the class path", e);
        }
    }

    private static TaskDefinition task(TaskCompiler compiler, BatchTask task, String name) {
        try {
            return compiler.compile(new TaskName("batch:" + name), "Batch job " + name, Limits.TIMEOUT_LONGEST, task)
                    .asBulk();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    JobXmlNames.FOLDER + name + ".xml: batch:" + name + " " + e.getMessage(), e);
        }
    }
}
