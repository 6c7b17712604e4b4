package nightshift.work.imports;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;

/** Stores chunks. */
@Named
@Dependent
class ImportWriter extends AbstractItemWriter {

    private final PartitionRun run;

    @Inject
    ImportWriter(PartitionRuns runs, JobContext job) {
        run = runs.of(job.getExecutionId());
    }

    @Override
    public void writeItems(List<Object> items) throws IOException {
        run.write(items);
    }
}
