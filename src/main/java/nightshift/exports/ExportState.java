package nightshift.exports;

import java.util.Map;
import nightshift.store.JobWalks;

/**
 * How far an export has come; kept as its checkpoint.
 *
 * @param read     jobs looked at
 * @param written  jobs in the file
 * @param bytes    of the file that count
 * @param mark     of the file; empty before the first
 * @param position where the walk continues
 * @param done     whether the walk has ended
 */
record ExportState(long read, long written, long bytes, String mark, String position, boolean done) {

    /** The name of the checkpoint. */
    static final String CHECKPOINT = "export";

    /** Nothing has been done yet. */
    static final ExportState BEGINNING = new ExportState(0, 0, 0, "", JobWalks.START, false);

    private static final String NO_POSITION = "-";

    /** The state among the checkpoints of an export. */
    static ExportState of(Map<String, String> checkpoints) {
        String text = checkpoints.getOrDefault(CHECKPOINT, "");
        if (text.isEmpty()) {
            return BEGINNING;
        }
        String[] parts = text.split(" ");
        return new ExportState(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts[3],
                parts[4].equals(NO_POSITION) ? JobWalks.START : parts[4],
                parts[5].equals("1"));
    }

    /** As the store has it; empty at the beginning. */
    String text() {
        return equals(BEGINNING)
                ? ""
                : read + " " + written + " " + bytes + " " + mark + " " + (position.isEmpty() ? NO_POSITION : position)
                        + " " + (done ? 1 : 0);
    }

    /** The same in another file. */
    ExportState in(String other, long length) {
        return new ExportState(read, written, length, other, position, done);
    }

    /** One slice later. */
    ExportState after(JobWalks.Slice slice, long moreBytes) {
        return new ExportState(
                read + slice.looked(),
                written + slice.jobs().size(),
                bytes + moreBytes,
                mark,
                slice.position(),
                slice.ended());
    }
}
