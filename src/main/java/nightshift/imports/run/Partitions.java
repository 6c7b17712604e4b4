package nightshift.imports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.plan.RowCounts;
import nightshift.job.Lease;
import nightshift.store.Checkpoints.Step;
import nightshift.task.JobId;

/** The partitions of an import as one of its workers sees them. */
final class Partitions {

    private final JobId bulk;
    private final ImportPlan plan;
    private final Checkpointer store;
    private final Lease lease;

    Partitions(JobId bulk, ImportPlan plan, Checkpointer store, Lease lease) {
        this.bulk = bulk;
        this.plan = plan;
        this.store = store;
        this.lease = lease;
    }

    /**
     * A partition that this worker has taken.
     *
     * @param index from 0
     * @param state with this worker as the holder
     */
    record Held(int index, PartitionState state) {}

    /**
     * How far they have come together.
     *
     * @param rows       of all of them
     * @param unfinished how many are not done
     */
    record Progress(RowCounts rows, int unfinished) {}

    private List<PartitionState> states() throws InterruptedException {
        Map<String, String> checkpoints = store.all(bulk);
        List<PartitionState> states = new ArrayList<>();
        for (int index = 0; index < plan.partitions().size(); index++) {
            states.add(PartitionState.parse(checkpoints.get(PartitionState.name(index))));
        }
        return states;
    }

    /** How far they have come together. */
    Progress progress() throws InterruptedException {
        RowCounts rows = RowCounts.NONE;
        int unfinished = 0;
        List<PartitionState> states = states();
        for (int index = 0; index < states.size(); index++) {
            PartitionState state = states.get(index);
            rows = rows.plus(new RowCounts(state.read(), state.submitted(), state.rejected()));
            unfinished += isDone(index, state) ? 0 : 1;
        }
        return new Progress(rows, unfinished);
    }

    private boolean isDone(int index, PartitionState state) {
        return state.isDone(plan.partitions().get(index));
    }

    /** Takes one that nobody works on, not even this worker; empty if there is none. */
    Optional<Held> take() throws StepRefused, InterruptedException {
        List<PartitionState> states = states();
        for (int index = 0; index < states.size(); index++) {
            PartitionState state = states.get(index);
            if (!isDone(index, state) && isFree(state) && take(index, state)) {
                return Optional.of(new Held(index, state.heldBy(lease)));
            }
        }
        return Optional.empty();
    }

    // What this worker is said to hold when it asks, it has given up: the store has lost its latest steps, as it can
    // when a
    // replica takes over or a copy is restored, and is back at an earlier one.
    private boolean isFree(PartitionState state) throws InterruptedException {
        return state.holder().isEmpty()
                || state.holder().get().equals(lease)
                || !store.isHeld(state.holder().get());
    }

    private boolean take(int index, PartitionState state) throws StepRefused, InterruptedException {
        return store.commit(new Step(
                bulk,
                PartitionState.name(index),
                state.text(),
                state.heldBy(lease).text()));
    }
}
