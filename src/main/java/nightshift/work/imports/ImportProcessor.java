package nightshift.work.imports;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Makes jobs of rows. A row that cannot become one goes on as a reject, so that it counts as read. */
@Named
@Dependent
class ImportProcessor implements ItemProcessor {

    private final PartitionRun run;

    @Inject
    ImportProcessor(PartitionRuns runs, JobContext job) {
        run = runs.of(job.getExecutionId());
    }

    @Override
    public Object processItem(Object item) {
        return run.map((Row) item);
    }
}
