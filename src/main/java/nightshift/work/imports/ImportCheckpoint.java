package nightshift.work.imports;

import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** A chunk is a block. */
@Named
@Dependent
class ImportCheckpoint extends AbstractCheckpointAlgorithm {

    private final PartitionRun run;

    @Inject
    ImportCheckpoint(PartitionRuns runs, JobContext job) {
        run = runs.of(job.getExecutionId());
    }

    @Override
    public boolean isReadyToCheckpoint() {
        return run.isBlockRead();
    }
}
