package nightshift.imports.run;

import java.io.IOException;
import java.util.Optional;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.RowCounts;
import nightshift.job.BulkKind;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints.Step;
import nightshift.task.AttemptFailed;

/** Works on the partitions of one import for one attempt. */
final class ImportRun {

    private static final String WATCHED = "watched";

    private final ImportSource source;
    private final LeasedAttempt attempt;
    private final ImportPorts ports;
    private final PartitionStep step;
    private final Checkpointer store;
    private final Partitions partitions;
    private RowCounts watched;
    private RowCounts done = RowCounts.NONE;

    ImportRun(ImportSource source, LeasedAttempt attempt, ImportPorts ports, PartitionStep step, Checkpointer store) {
        this.source = source;
        this.attempt = attempt;
        this.ports = ports;
        this.step = step;
        this.store = store;
        this.partitions = new Partitions(source.id(), source.plan(), store, attempt.lease());
    }

    ImportPlan plan() {
        return source.plan();
    }

    /** How far the import has come, by all its workers. */
    Partitions.Progress progress() throws InterruptedException {
        return partitions.progress();
    }

    /** What this worker has done. */
    synchronized RowCounts done() {
        return done;
    }

    /**
     * Takes one partition after the other, until none is free.
     *
     * @throws StepRefused if the store takes no more steps of this attempt
     */
    void work() throws AttemptFailed, StepRefused, IOException, InterruptedException {
        for (Optional<Partitions.Held> held = partitions.take(); held.isPresent(); held = partitions.take()) {
            try (PartitionRun run = new PartitionRun(source, held.get(), store, this::stored)) {
                step.run(run, attempt);
                run.giveBack();
            }
        }
    }

    /**
     * Reports progress of the other workers to the store while this worker waits for them, so that workers that its job
     * lost earlier do not count against it, just as they do not count against theirs.
     */
    void watch(RowCounts now) throws StepRefused, InterruptedException {
        if (watched != null && now.read() > watched.read()) {
            String before = store.all(source.id()).getOrDefault(WATCHED, "");
            store.commit(new Step(source.id(), WATCHED, before, Long.toString(now.read())));
        }
        watched = now;
    }

    /** Waits, after the store has refused a step, until the engine notices the same. */
    void awaitStop() throws InterruptedException {
        store.awaitStop();
    }

    private void stored(PartitionRun.StoredBlock block) {
        RowCounts rows = block.rows();
        synchronized (this) {
            done = done.plus(rows);
            attempt.note("progress", done.json());
        }
        ports.bulk().rows(BulkKind.IMPORT, rows.read(), rows.submitted(), rows.rejected());
        ports.bulk().chunk(BulkKind.IMPORT, block.took());
    }
}
