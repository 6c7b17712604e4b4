package nightshift.exports;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import nightshift.batch.BatchJobs;
import nightshift.store.JobWalks.Slice;
import nightshift.task.AttemptFailed;

/**
 * The artifacts of the chunk step of {@code nightshift-export.xml}, which read the next jobs and write them to the file. Where
 * the step continues after a restart is in the store, not with the batch runtime.
 */
@Named
@Dependent
public class ExportChunks implements ItemReader, ItemWriter {

    // by field: artifacts stand behind decorators, which need a constructor without arguments
    @Inject
    BatchJobs jobs;

    @Inject
    JobContext job;

    private ExportRun run;

    @PostConstruct
    void find() {
        run = jobs.work(job.getExecutionId(), ExportRun.class);
    }

    @Override
    public void open(Serializable checkpoint) {
        // its attempt has opened it
    }

    @Override
    public Slice readItem() throws AttemptFailed {
        return run.next();
    }

    @Override
    public void writeItems(List<Object> slices) throws AttemptFailed {
        for (Object slice : slices) {
            run.write((Slice) slice);
        }
    }

    @Override
    public Serializable checkpointInfo() {
        return null;
    }

    @Override
    public void close() {
        // its attempt closes it
    }
}
