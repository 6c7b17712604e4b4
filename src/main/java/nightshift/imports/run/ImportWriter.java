package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import nightshift.batch.BatchJobs;
import nightshift.task.AttemptFailed;

/** Stores chunks. */
@Named
@Dependent
public class ImportWriter extends AbstractItemWriter {

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
    public void writeItems(List<Object> items) throws AttemptFailed, IOException {
        run.write(items);
    }
}
