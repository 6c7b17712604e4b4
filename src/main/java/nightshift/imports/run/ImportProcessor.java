package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import nightshift.imports.rows.Row;

/** Makes jobs of rows. A row that cannot become one is passed on as a reject, so that it counts as read. */
@Named
@Dependent
public class ImportProcessor implements ItemProcessor {

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
    public Object processItem(Object item) {
        return run.map((Row) item);
    }
}
