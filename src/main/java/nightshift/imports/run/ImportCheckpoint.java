package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** A chunk is a block. */
@Named
@Dependent
public class ImportCheckpoint extends AbstractCheckpointAlgorithm {

    @Inject
    PartitionBatch runs;

    @Inject
    JobContext job;

    private PartitionRun run;

    @PostConstruct
    void find() {
        run = runs.of(job.getExecutionId());
    }

    @Override
    public boolean isReadyToCheckpoint() {
        return run.isBlockRead();
    }
}
