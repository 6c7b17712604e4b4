package nightshift.exports;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import nightshift.batch.BatchJobs;
import nightshift.store.JobScan.Slice;

/** Reads the next jobs to export. Where it goes on after a restart is in the store, not with the batch runtime. */
@Named
@Dependent
public class ExportReader extends AbstractItemReader {

    // by field: artifacts stand behind decorators, which need a constructor without arguments
    @Inject
    private BatchJobs jobs;

    @Inject
    private JobContext job;

    private ExportRun run;

    @Override
    public void open(Serializable checkpoint) {
        run = jobs.work(job.getExecutionId(), ExportRun.class);
    }

    @Override
    public Slice readItem() throws Exception {
        return run.next();
    }
}
