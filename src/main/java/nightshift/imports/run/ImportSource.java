package nightshift.imports.run;

import java.io.IOException;
import java.nio.file.Path;
import nightshift.disk.DiskRoom;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.rows.BlockReader;
import nightshift.imports.rows.RowMapper;
import nightshift.job.Submission;
import nightshift.task.JobId;

/**
 * What an import reads, and what it makes of it.
 *
 * @param id     of the import
 * @param plan   what it is to do
 * @param folder where its files are
 * @param room   that the disk has where they are
 * @param mapper makes args of its rows
 */
record ImportSource(JobId id, ImportPlan plan, ImportFolder folder, DiskRoom room, RowMapper mapper) {

    /** A reader for the rest of a partition. */
    BlockReader blocks(int partition, PartitionState state, int rowsMost, int bytesMost) throws IOException {
        return new BlockReader(
                file(),
                plan.format(),
                state.offset(),
                plan.partitions().get(partition).to(),
                state.row(),
                state.line(),
                rowsMost,
                bytesMost);
    }

    Path file() {
        return folder.source(plan.format());
    }

    RejectsFile rejects(int partition) {
        return new RejectsFile(folder.rejects(partition), room);
    }

    /** The job of a row. */
    Submission submission(String args, long row) {
        return plan.submission(id, args, row);
    }
}
