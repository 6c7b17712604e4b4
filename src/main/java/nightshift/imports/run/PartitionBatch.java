package nightshift.imports.run;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.batch.BatchJobs;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.task.AttemptFailed;

/** Has the batch runtime work on partitions, and lets the artifacts of the batch jobs find what they work on. */
public final class PartitionBatch implements PartitionStep {

    private static final String BATCH_JOB = "nightshift-import";

    private final BatchJobs batchJobs;
    private final Map<Lease, PartitionRun> runs = new ConcurrentHashMap<>();

    /** Nothing is under way yet. */
    public PartitionBatch(BatchJobs batchJobs) {
        this.batchJobs = batchJobs;
    }

    @Override
    public void run(PartitionRun run, LeasedAttempt attempt) throws AttemptFailed, InterruptedException {
        runs.put(attempt.lease(), run);
        try {
            batchJobs.run(BATCH_JOB, new Properties(), attempt);
        } finally {
            runs.remove(attempt.lease());
        }
    }

    /** What an execution of the batch job works on. */
    PartitionRun of(long execution) {
        PartitionRun run = runs.get(batchJobs.attempt(execution).lease());
        if (run == null) {
            throw new IllegalStateException("batch execution " + execution + " works on no partition");
        }
        return run;
    }
}
