package nightshift.imports.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.imports.rows.Block;
import nightshift.job.Lease;
import nightshift.task.JobId;

/**
 * How far a partition has come: its checkpoint. The text of it is the numbers in this order and the lease of its holder,
 * separated by spaces.
 *
 * @param offset      of the first byte that is not done
 * @param row         number of the row there
 * @param line        number of the line there
 * @param read        rows read
 * @param submitted   jobs submitted for them
 * @param rejected    rows rejected
 * @param rejectBytes length of the file of rejected rows
 * @param worked      time that workers have spent on it, to the millisecond
 * @param holder      the worker that holds it; a holder that has lost its lease does not count
 */
public record PartitionState(
        long offset,
        long row,
        long line,
        long read,
        long submitted,
        long rejected,
        long rejectBytes,
        Duration worked,
        Optional<Lease> holder) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)(?: (\\S+) (\\d+) (\\S+))?");
    private static final String NAME = "p";

    /** The checkpoint's name for a partition, counted from 0. */
    public static String name(int partition) {
        return NAME + partition;
    }

    /** Before anything is done. */
    static PartitionState start(ImportPlan.Partition partition) {
        return new PartitionState(
                partition.from(), partition.row(), partition.line(), 0, 0, 0, 0, Duration.ZERO, Optional.empty());
    }

    /** @throws IllegalArgumentException if {@link #text()} has not made it */
    public static PartitionState parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("not the state of a partition: " + text);
        }
        Optional<Lease> holder =
                JobId.parse(m.group(9)).map(job -> new Lease(job, Integer.parseInt(m.group(10)), m.group(11)));
        return new PartitionState(
                number(m, 1),
                number(m, 2),
                number(m, 3),
                number(m, 4),
                number(m, 5),
                number(m, 6),
                number(m, 7),
                Duration.ofMillis(number(m, 8)),
                holder);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    /** The text that is stored. */
    public String text() {
        String numbers = offset + " " + row + " " + line + " " + read + " " + submitted + " " + rejected + " "
                + rejectBytes + " " + worked.toMillis();
        return holder.map(lease -> numbers + " " + lease.job() + " " + lease.attempt() + " " + lease.token())
                .orElse(numbers);
    }

    /** The same state with a holder. */
    public PartitionState heldBy(Lease lease) {
        return new PartitionState(
                offset, row, line, read, submitted, rejected, rejectBytes, worked, Optional.of(lease));
    }

    /** The same state without a holder. */
    public PartitionState free() {
        return new PartitionState(offset, row, line, read, submitted, rejected, rejectBytes, worked, Optional.empty());
    }

    /**
     * After one more block.
     *
     * @param rejectsInBlock rows of it that were rejected; the others were submitted
     * @param rejectsLength  length of the file of rejected rows now
     * @param took           time spent on it
     */
    public PartitionState after(Block block, int rejectsInBlock, long rejectsLength, Duration took) {
        int rows = block.rows().size();
        return new PartitionState(
                block.to(),
                block.nextRow(),
                block.nextLine(),
                read + rows,
                submitted + rows - rejectsInBlock,
                rejected + rejectsInBlock,
                rejectsLength,
                worked.plus(took),
                holder);
    }

    /** Whether nothing of the partition is left. */
    public boolean isDone(ImportPlan.Partition partition) {
        return offset >= partition.to();
    }
}
