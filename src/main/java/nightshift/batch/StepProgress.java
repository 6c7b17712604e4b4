package nightshift.batch;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Checkpoints.Step;
import nightshift.store.StoreUnavailable;
import nightshift.task.AttemptFailed;

/** How far one step has come. Its reader and its writer share it. */
final class StepProgress {

    private static final long PAUSE_FIRST_MILLIS = 50;
    private static final long PAUSE_LAST_MILLIS = 2_000;
    /** How long the engine may take to notice what the store has reported: that the attempt must stop. */
    private static final Duration NOTICE_MOST = Duration.ofSeconds(30);

    private final Checkpoints store;
    private final LeasedAttempt attempt;
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
    StepProgress(Checkpoints store, LeasedAttempt attempt, JobXml file, String name, String stored) {
        this.store = store;
        this.attempt = attempt;
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
            Commit answer = commit(new Step(attempt.jobId(), key(name), stored, text));
            switch (answer) {
                case COMMITTED, ALREADY -> {
                    stored = text;
                    state = next;
                }
                case STOP, LEASE_LOST, CONFLICT -> {
                    broken = "its checkpoint was refused: " + answer;
                    awaitStop();
                }
            }
        } catch (StoreUnavailable e) {
            broken = "its checkpoint could not be kept: " + e.getMessage();
        } catch (InterruptedException e) {
            broken = "interrupted before its checkpoint was kept";
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the store while nobody wants the attempt to stop. */
    private Commit commit(Step step) throws InterruptedException {
        for (long pause = PAUSE_FIRST_MILLIS; ; pause = Math.min(PAUSE_LAST_MILLIS, pause * 2)) {
            try {
                return store.commit(attempt.lease(), step, List.of());
            } catch (StoreUnavailable e) {
                if (attempt.isStopping()) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
    }

    /** So that the attempt ends as one that was stopped, not as one that failed. */
    private void awaitStop() throws InterruptedException {
        long until = System.nanoTime() + NOTICE_MOST.toNanos();
        while (!attempt.isStopping() && System.nanoTime() < until) {
            Thread.sleep(PAUSE_FIRST_MILLIS);
        }
    }
}
