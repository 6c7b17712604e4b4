package nightshift.batch;

import java.io.Serializable;
import nightshift.store.Checkpoints.Step;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;

/** How far one step has come. Its reader and its writer share it. */
final class StepProgress {

    private final Checkpointer store;
    private final JobId bulk;
    private final String name;
    private final boolean partitioned;
    /** All that earlier attempts have done. */
    private final StepState before;

    private StepState state;
    private String stored;
    private Position reader;
    private Position writer;
    private volatile String broken;

    /** @param stored what the store has of this step; empty text for nothing */
    StepProgress(Checkpointer store, JobId bulk, JobXml file, String name, String stored) {
        this.store = store;
        this.bulk = bulk;
        this.name = name;
        this.partitioned = file.partitioned().contains(name);
        this.stored = stored;
        StepState found = stored.isEmpty() ? StepState.none(name) : StepState.parse(stored);
        this.before = found.done() && file.always().contains(name) ? StepState.none(name) : found;
        this.state = before;
    }

    static String key(String step) {
        return "step:" + step;
    }

    /** Whether an earlier attempt has completed it. */
    boolean wasDone() {
        return before.done();
    }

    /** How it ended when an earlier attempt completed it. */
    String exitStatus() {
        return before.counts().exitStatus();
    }

    /** Where its reader continues; the runtime knows only of this attempt. */
    synchronized Serializable readerFrom(Serializable runtime) {
        return runtime == null ? Position.value(state.reader()) : runtime;
    }

    /** Where its writer continues. */
    synchronized Serializable writerFrom(Serializable runtime) {
        return runtime == null ? Position.value(state.writer()) : runtime;
    }

    /** Where its reader is when the chunk under way is committed. */
    synchronized void readerAt(Position position) {
        reader = position;
    }

    /** Where its writer is when the chunk under way is committed. */
    synchronized void writerAt(Position position) {
        writer = position;
    }

    /** Keeps a chunk's checkpoint, just after the chunk was committed. The partitions of a step cannot be told apart. */
    synchronized void committed(StepResult counts) {
        if (!partitioned) {
            keep(new StepState(false, reader, writer, counts.after(before.counts())));
        }
    }

    /** Keeps that it is done. */
    synchronized void done(StepResult counts) {
        if (!state.done()) {
            keep(new StepState(true, null, null, counts.after(before.counts())));
        }
    }

    /** What all attempts together have done. */
    StepResult total(StepResult counts) {
        return wasDone() ? before.counts() : counts.after(before.counts());
    }

    /** @throws AttemptFailed if the last checkpoint could not be kept: what came after it would be done twice */
    void mustBeKept() throws AttemptFailed {
        if (broken != null) {
            throw AttemptFailed.retryable("checkpoint-lost", "step " + name + ": " + broken, null);
        }
    }

    private void keep(StepState next) {
        String text = next.text();
        try {
            if (store.commit(new Step(bulk, key(name), stored, text))) {
                stored = text;
                state = next;
            } else {
                broken = "the store no longer has the checkpoint that this attempt kept last";
            }
        } catch (StepRefused e) {
            broken = "its checkpoint was refused: " + e.getMessage();
            if (e.reason() == StepRefused.Reason.STOP) {
                awaitStop();
            }
        } catch (InterruptedException e) { // mostly not this thread: the attempt is to stop
            broken = "the attempt was stopped before its checkpoint was kept";
        }
    }

    private void awaitStop() {
        try {
            store.awaitStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
