package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import nightshift.batch.BatchJobs;

/** A chunk is a block. */
@Named
@Dependent
public class ImportCheckpoint extends AbstractCheckpointAlgorithm {

    @Inject
    BatchJobs jobs;

    @Inject
    JobContext job;

    private PartitionRun run;

    @PostConstruct
    void find() {
        run = jobs.work(job.getExecutionId(), PartitionRun.class);
    }

    @Override
    public boolean isReadyToCheckpoint() {
        return run.isBlockRead();
    }
}
