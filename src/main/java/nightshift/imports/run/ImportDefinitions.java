package nightshift.imports.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import nightshift.batch.BatchJobs;
import nightshift.binding.TaskCompiler;
import nightshift.disk.DiskRoom;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;

/** The tasks {@code nightshift.import} and {@code nightshift.import.partition}. */
public final class ImportDefinitions {

    private static final String BATCH_JOB = "nightshift-import";

    private final ImportPorts ports;
    private final ImportOpener opener;
    private final int workersMost;

    /**
     * The tasks of a server that sees the folder.
     *
     * @param folder      of bulk work
     * @param retention   how long files are kept there
     * @param workersMost jobs that work on one import at once, from 1
     * @param batch       does it, partition by partition
     * @param tasks       what rows can be for, asked when work on an import begins
     */
    public ImportDefinitions(
            Path folder,
            Duration retention,
            int workersMost,
            ImportPorts ports,
            BatchJobs batch,
            Supplier<TaskDefinition.Catalog> tasks) {
        this.ports = ports;
        this.opener = new ImportOpener(
                folder,
                retention,
                ports,
                (run, attempt) -> batch.run(BATCH_JOB, attempt, run),
                tasks,
                DiskRoom.real(),
                Clock.systemUTC());
        this.workersMost = workersMost;
    }

    /** Both of them. */
    public List<TaskDefinition> definitions(TaskCompiler compiler) {
        return List.of(
                compiler.compile(
                                ImportTask.NAME,
                                "Submits a job for each row of a file",
                                Limits.TIMEOUT_LONGEST,
                                new ImportTask(opener, ports, workersMost))
                        .asBulk(),
                compiler.compile(
                                PartitionTask.NAME,
                                "Helps with an import",
                                Limits.TIMEOUT_LONGEST,
                                new PartitionTask(opener))
                        .asBulk());
    }
}
