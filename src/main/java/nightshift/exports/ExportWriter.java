package nightshift.exports;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import nightshift.batch.BatchJobs;
import nightshift.store.JobScan.Slice;

/** Writes jobs to the file of an export. */
@Named
@Dependent
public class ExportWriter extends AbstractItemWriter {

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
    public void writeItems(List<Object> slices) throws Exception {
        for (Object slice : slices) {
            run.write((Slice) slice);
        }
    }
}
