package nightshift.work.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.work.TaskCompiler;

/** The tasks {@code nightshift.import} and {@code nightshift.import.partition}. */
public final class ImportTasks {

    private ImportTasks() {
    }

    /**
     * Both of them, for the catalog of a server that has the folder.
     *
     * @param folder      of bulk work
     * @param retention   how long files are kept there
     * @param workersMost jobs that work on one import at once, from 1
     * @param runs        has the batch runtime do it
     * @param tasks       what rows can be for, asked when an import begins
     */
    public static List<TaskDefinition> definitions(TaskCompiler compiler, Path folder, Duration retention, int workersMost,
            ImportPorts ports, PartitionRuns runs, Supplier<TaskDefinition.Catalog> tasks) {
        ImportWorkers workers = new ImportWorkers(folder, retention, ports, runs, tasks, Clock.systemUTC());
        return List.of(
                compiler.compile(ImportTask.NAME, "Submits a job for each row of a file", Limits.TIMEOUT_LONGEST,
                        new ImportTask(workers, ports, workersMost)),
                compiler.compile(PartitionTask.NAME, "Helps with an import", Limits.TIMEOUT_LONGEST, new PartitionTask(workers)));
    }
}
