package nightshift.imports.run;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import nightshift.batch.BatchJobs;
import nightshift.imports.rows.Row;
import nightshift.task.AttemptFailed;

/**
 * All artifacts of the chunk step of {@code nightshift-import.xml}: each is one of these, and all work on the same partition.
 * A chunk is a block. Where it begins is in the checkpoint of the partition, not in that of the batch job.
 */
@Named
@Dependent
public class ImportChunks extends AbstractCheckpointAlgorithm implements ItemReader, ItemProcessor, ItemWriter {

    // by field: artifacts stand behind decorators, which need a constructor without arguments
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
    public void open(Serializable checkpoint) {
        // its attempt has opened it
    }

    @Override
    public Row readItem() throws IOException {
        return run.read();
    }

    /** A row that cannot become a job is passed on as a reject, so that it counts as read. */
    @Override
    public Object processItem(Object item) {
        return run.map((Row) item);
    }

    @Override
    public boolean isReadyToCheckpoint() {
        return run.isBlockRead();
    }

    @Override
    public void writeItems(List<Object> items) throws AttemptFailed, IOException {
        run.write(items);
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
