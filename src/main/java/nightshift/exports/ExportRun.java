package nightshift.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.disk.DiskRoom;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Slice;
import nightshift.task.AttemptFailed;

/** One attempt of an export. While the store is away, it waits. */
final class ExportRun implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ExportRun.class.getName());

    private final ExportFolder folder;
    private final ExportPlan plan;
    private final LeasedAttempt context;
    private final Ports ports;
    private final Checkpointer store;
    private final Lines lines;
    private volatile ExportState state;
    /** The checkpoint as the store has it. */
    private String stored;
    /** Whether this attempt has moved it. From then on it describes the file of this attempt. */
    private boolean committed;

    private ExportFile file;
    /** Files of earlier attempts. */
    private List<Path> others = List.of();

    private long chunkBegan = System.nanoTime();

    /** What an export needs from the store and the disk, and the listener that it reports to. */
    record Ports(JobWalks walks, Checkpoints checkpoints, DiskRoom room, BulkListener listener) {}

    private ExportRun(
            ExportFolder folder, ExportPlan plan, Map<String, String> checkpoints, LeasedAttempt context, Ports ports) {
        this.folder = folder;
        this.plan = plan;
        this.context = context;
        this.ports = ports;
        store = new Checkpointer(ports.checkpoints, context);
        lines = Lines.in(plan.format());
        state = ExportState.of(checkpoints);
        stored = state.text();
    }

    /**
     * Continues where the previous attempt stopped, or starts over if its file is missing.
     *
     * @param checkpoints of the export
     * @throws AttemptFailed if the file cannot be written
     */
    static ExportRun open(
            ExportFolder folder, ExportPlan plan, Map<String, String> checkpoints, LeasedAttempt context, Ports ports)
            throws AttemptFailed {
        ExportRun run = new ExportRun(folder, plan, checkpoints, context, ports);
        if (run.state.done() && folder.file(plan.format(), run.state).isPresent()) {
            return run;
        }
        try {
            run.begin();
            return run;
        } catch (IOException e) {
            run.close();
            run.discard();
            throw unwritable(e);
        } catch (AttemptFailed e) {
            run.close();
            throw e;
        }
    }

    private void begin() throws IOException, AttemptFailed {
        folder.create();
        others = folder.files();
        String mark = ExportFolder.mark(context.lease());
        file = ExportFile.create(folder.file(plan.format(), mark), ports.room);
        Optional<Path> before = before();
        if (before.isPresent()) {
            file.copy(before.get(), state.bytes());
            file.force();
            commit(state.in(mark, state.bytes()));
        } else {
            byte[] header = lines.header();
            file.append(header);
            // not worth a checkpoint: the first slice brings one
            state = ExportState.BEGINNING.in(mark, header.length);
        }
    }

    private Optional<Path> before() {
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> before = folder.file(plan.format(), state);
        if (before.isEmpty()) {
            LOG.warning(() -> "Export " + context.jobId() + " starts over: the " + state.bytes()
                    + " bytes written before are not in "
                    + folder.file(plan.format(), state.mark())
                    + ". nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) must be one folder that"
                    + " all servers see");
        }
        return before;
    }

    /** The next jobs to write; null after the last. */
    Slice next() throws AttemptFailed {
        return state.done()
                ? null
                : waiting(() -> store.call(
                        () -> ports.walks.read(plan.walk(), plan.filter(), state.position(), JobWalks.LOOKS)));
    }

    /** Writes jobs. When this returns, they are on the disk. */
    void write(Slice slice) throws AttemptFailed {
        byte[] bytes = lines.of(slice.jobs());
        try {
            file.append(bytes);
            file.force();
        } catch (IOException e) {
            throw unwritable(e);
        }
        commit(state.after(slice, bytes.length));
        ports.listener.rows(BulkKind.EXPORT, slice.looked(), slice.jobs().size(), 0);
        long now = System.nanoTime();
        ports.listener.chunk(BulkKind.EXPORT, Duration.ofNanos(now - chunkBegan));
        chunkBegan = now;
    }

    /**
     * Not at once when the checkpoint names the file of this attempt: a store that loses that last write still needs
     * the previous file.
     */
    private void removeOthers() {
        for (Path other : others) {
            try {
                Files.deleteIfExists(other);
            } catch (IOException e) {
                LOG.log(Level.FINE, "It goes with its folder", e);
            }
        }
        others = List.of();
    }

    private void commit(ExportState next) throws AttemptFailed {
        Checkpoints.Step step = new Checkpoints.Step(context.jobId(), ExportState.CHECKPOINT, stored, next.text());
        if (!waiting(() -> store.commit(step))) {
            throw AttemptFailed.retryable(
                    "checkpoint-lost",
                    "The store no longer has the checkpoint that this attempt wrote last, as after a failover."
                            + " The next attempt continues from the checkpoint that the store has.",
                    null);
        }
        state = next;
        stored = next.text();
        if (committed) {
            removeOthers();
        }
        committed = true;
    }

    /** Something that may wait for the store. */
    @FunctionalInterface
    private interface Waiting<T> {
        T call() throws StepRefused, InterruptedException;
    }

    private <T> T waiting(Waiting<T> call) throws AttemptFailed {
        try {
            try {
                return call.call();
            } catch (StepRefused e) {
                if (e.reason() == StepRefused.Reason.STOP) {
                    store.awaitStop();
                }
                throw e.asFailure();
            }
        } catch (InterruptedException e) { // mostly not this thread: the attempt is to stop
            throw AttemptFailed.retryable("stopped", "The attempt was stopped while it waited for the store.", e);
        }
    }

    private static AttemptFailed unwritable(IOException e) {
        return AttemptFailed.retryable("export-file", "The file cannot be written: " + e, e);
    }

    /** Removes a partial file that nobody needs, because the disk may be full. */
    private void discard() {
        try {
            if (file != null) {
                file.delete();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "It goes with its folder", e);
        }
    }

    /** What has been done so far. */
    ExportState state() {
        return state;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "What counts was forced to the disk before", e);
        }
    }
}
