package nightshift.imports.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.imports.rows.Mapped;
import nightshift.imports.rows.Row;
import nightshift.task.AttemptFailed;
import nightshift.task.JobContext;

/** What stands in for the batch runtime: a plain loop over the rows of a partition, or over a part of it. */
final class ImportSteps {

    private ImportSteps() {}

    /** What the batch runtime does with a partition. */
    static void plainStep(PartitionRun run, JobContext attempt) throws AttemptFailed, InterruptedException {
        try {
            List<Mapped> chunk = new ArrayList<>();
            for (Row row = run.read(); row != null; row = run.read()) {
                chunk.add(run.map(row));
                if (run.isBlockRead()) {
                    run.write(chunk);
                    chunk.clear();
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads on until so many blocks are read; false at the end of the partition. */
    static boolean read(PartitionRun run, AtomicInteger blocks, int most) throws AttemptFailed {
        List<Mapped> chunk = new ArrayList<>();
        try {
            while (blocks.get() < most) {
                Row row = run.read();
                if (row == null) {
                    return false;
                }
                chunk.add(run.map(row));
                if (run.isBlockRead()) {
                    run.write(chunk);
                    chunk.clear();
                    blocks.incrementAndGet();
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
