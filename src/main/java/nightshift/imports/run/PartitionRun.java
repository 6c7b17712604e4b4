package nightshift.imports.run;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.plan.RowCounts;
import nightshift.imports.rows.Block;
import nightshift.imports.rows.BlockReader;
import nightshift.imports.rows.Mapped;
import nightshift.imports.rows.Rejects;
import nightshift.imports.rows.Row;
import nightshift.job.Submission;
import nightshift.store.Checkpoints.Step;
import nightshift.store.StoreUnavailable;
import nightshift.task.AttemptFailed;

/**
 * The work on one partition, block by block: what is rejected comes into the file, and then, in one step, the jobs and the
 * checkpoint into the store. Used by the thread of the batch job, and by that of the attempt once it has ended.
 */
final class PartitionRun implements Closeable {

    /**
     * A block whose rows are done for good.
     *
     * @param took since the block before
     */
    record StoredBlock(RowCounts rows, Duration took) {}

    /** Most rows of a block. */
    static final int ROWS_MOST = 500;

    private static final int BYTES_MOST = 1 << 20;
    /** How long a chunk waits for the store. Its transaction may take two minutes; the attempt may wait for longer. */
    private static final Duration STORE_AWAY_MOST = Duration.ofSeconds(30);

    /** Why it stopped. */
    private enum End {
        ALL_READ,
        TAKEN_AWAY,
        STORE_AWAY,
        STOPPED
    }

    private final ImportSource source;
    private final Checkpointer store;
    private final Consumer<StoredBlock> stored;
    private final String checkpoint;
    private final BlockReader blocks;
    private final RejectsFile rejects;
    private volatile PartitionState state;
    private Block block;
    private int taken;
    private long storedNanos = System.nanoTime();
    private volatile End end;
    private volatile StepRefused refusal;

    /** @param stored hears of each block that is stored */
    PartitionRun(ImportSource source, Partitions.Held held, Checkpointer store, Consumer<StoredBlock> stored)
            throws IOException {
        this.source = source;
        this.store = store;
        this.stored = stored;
        this.checkpoint = PartitionState.name(held.index());
        this.state = held.state();
        this.blocks = source.blocks(held.index(), state, ROWS_MOST, BYTES_MOST);
        this.rejects = source.rejects(held.index());
    }

    /** The next row; null after the last one, and when further work would be of no use. */
    Row read() throws IOException {
        while (end == null && isBlockRead()) {
            Optional<Block> next = blocks.next();
            if (next.isPresent()) {
                block = next.get();
                taken = 0;
            } else {
                end = End.ALL_READ;
            }
        }
        return end == null ? block.rows().get(taken++) : null;
    }

    /** Whether all rows of the block were given out. */
    boolean isBlockRead() {
        return block == null || taken == block.rows().size();
    }

    Mapped map(Row row) {
        return source.mapper().map(row);
    }

    /** Stores a block. One that is cut short, because the batch job was stopped, will be read again from its beginning. */
    void write(List<?> mapped) throws AttemptFailed, IOException {
        if (mapped.size() < block.rows().size()) {
            end = End.STOPPED;
            return;
        }
        List<Submission> submissions = new ArrayList<>(mapped.size());
        ByteArrayOutputStream rejected = new ByteArrayOutputStream();
        for (int i = 0; i < mapped.size(); i++) {
            Object row = mapped.get(i);
            if (row instanceof Mapped.Args args) {
                submissions.add(source.submission(args.json(), state.row() + i));
            } else {
                rejected.writeBytes(Rejects.line(((Mapped.Rejected) row).row()));
            }
        }
        if (rejected.size() > 0) {
            if (!holdsLease()) {
                return;
            }
            rejects.write(state.rejectBytes(), rejected.toByteArray());
        }
        int rejectedRows = mapped.size() - submissions.size();
        long now = System.nanoTime();
        Duration took = Duration.ofNanos(now - storedNanos);
        if (store(state.after(block, rejectedRows, state.rejectBytes() + rejected.size(), took), submissions)) {
            storedNanos = now;
            stored.accept(new StoredBlock(new RowCounts(mapped.size(), submissions.size(), rejectedRows), took));
        }
    }

    /** The store fences its own steps, but not the file. */
    private boolean holdsLease() {
        return goesOn(() -> {
            if (!store.isHeld(STORE_AWAY_MOST)) {
                throw new StepRefused(StepRefused.Reason.LEASE_LOST);
            }
            return true;
        });
    }

    private boolean store(PartitionState next, List<Submission> submissions) {
        return goesOn(() -> {
            if (!moveTo(next, submissions)) {
                end = End.TAKEN_AWAY;
                return false;
            }
            return true;
        });
    }

    /** A step that the store may refuse. */
    @FunctionalInterface
    private interface StoreStep {
        boolean take() throws StepRefused, InterruptedException;
    }

    private boolean goesOn(StoreStep step) {
        try {
            return step.take();
        } catch (StepRefused e) {
            refusal = e;
            end = End.STOPPED;
        } catch (StoreUnavailable e) {
            end = End.STORE_AWAY;
        } catch (InterruptedException e) { // not this thread: the attempt is to stop
            end = End.STOPPED;
        }
        return false;
    }

    private boolean moveTo(PartitionState next, List<Submission> submissions) throws StepRefused, InterruptedException {
        boolean moved = store.commit(
                new Step(source.id(), checkpoint, state.text(), next.text()), submissions, STORE_AWAY_MOST);
        if (moved) {
            state = next;
        }
        return moved;
    }

    /**
     * Gives the partition back when its batch job has ended; it counts as done if everything was read. If the store was away
     * too long, nobody knows where the partition is: then it stays with this attempt, to be taken again.
     *
     * @throws StepRefused if the store takes no more steps of this attempt
     */
    void giveBack() throws StepRefused, InterruptedException {
        if (refusal != null) {
            throw refusal;
        }
        if (end == End.ALL_READ || end == End.STOPPED) {
            boolean blankAtEnd =
                    end == End.ALL_READ && block != null && block.rows().isEmpty();
            PartitionState last = blankAtEnd ? state.after(block, 0, state.rejectBytes(), Duration.ZERO) : state;
            store.commit(
                    new Step(source.id(), checkpoint, state.text(), last.free().text()));
        }
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        rejects.close();
    }
}
