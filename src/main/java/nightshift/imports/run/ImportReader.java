package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import nightshift.batch.BatchJobs;
import nightshift.imports.rows.Row;

/** Reads rows. Where it begins is in the checkpoint of the partition, not in that of the batch job. */
@Named
@Dependent
public class ImportReader extends AbstractItemReader {

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
    public Row readItem() throws IOException {
        return run.read();
    }
}
