package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import nightshift.batch.BatchJobs;
import nightshift.imports.rows.Row;

/** Makes jobs of rows. A row that cannot become one goes on as a reject, so that it counts as read. */
@Named
@Dependent
public class ImportProcessor implements ItemProcessor {

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
    public Object processItem(Object item) {
        return run.map((Row) item);
    }
}
