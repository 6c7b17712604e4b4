package nightshift.imports.stored;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.Partition;
import nightshift.imports.Imports.Stage;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.PartitionState;
import nightshift.job.Attempt;
import nightshift.job.Job;
import nightshift.job.JobState;

/** The view of an import, made from its plan, its checkpoints and its job. */
final class ImportView {

    private static final int WORKER_LENGTH = 8;

    private ImportView() {}

    static List<PartitionState> states(ImportPlan plan, Map<String, String> checkpoints) {
        List<PartitionState> states = new ArrayList<>();
        for (int i = 0; i < plan.partitions().size(); i++) {
            states.add(PartitionState.parse(checkpoints.get(PartitionState.name(i))));
        }
        return states;
    }

    /** @param retention how long files stay after the end */
    static Import of(Job job, ImportPlan plan, List<PartitionState> states, Duration retention) {
        Optional<Instant> ended = job.state().isFinal() ? Optional.of(job.stateAt()) : Optional.empty();
        boolean runs = job.state() == JobState.RUNNING;
        Optional<Double> rate = runs ? rate(plan, states) : Optional.empty();
        long left =
                plan.rows() - states.stream().mapToLong(PartitionState::read).sum();
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            partitions.add(partition(plan.partitions().get(i), states.get(i), runs));
        }
        return new Import(
                job.id(),
                job.state(),
                job.cancelRequested() && !job.state().isFinal(),
                plan.task(),
                plan.queue(),
                plan.name(),
                plan.format(),
                plan.columns(),
                plan.types(),
                job.createdAt(),
                plan.createdBy(),
                job.attempts().stream().findFirst().map(Attempt::startedAt),
                ended,
                ended.map(end -> end.plus(retention)),
                plan.bytes(),
                plan.rows(),
                rate,
                rate.map(r -> Duration.ofMillis(Math.round(left / r * 1000))),
                partitions,
                job.failure());
    }

    /** The combined rate of the workers that are active. Time in which nobody worked does not lower it. */
    private static Optional<Double> rate(ImportPlan plan, List<PartitionState> states) {
        double rate = 0;
        for (int i = 0; i < states.size(); i++) {
            PartitionState state = states.get(i);
            if (isHeld(plan.partitions().get(i), state) && state.worked().toMillis() > 0) {
                rate += state.read() * 1000.0 / state.worked().toMillis();
            }
        }
        return rate > 0 ? Optional.of(rate) : Optional.empty();
    }

    private static boolean isHeld(ImportPlan.Partition partition, PartitionState state) {
        return state.holder().isPresent() && !state.isDone(partition);
    }

    private static Partition partition(ImportPlan.Partition partition, PartitionState state, boolean runs) {
        boolean held = runs && isHeld(partition, state);
        Stage stage = state.isDone(partition) ? Stage.DONE : held ? Stage.RUNNING : Stage.WAITING;
        return new Partition(
                stage,
                partition.to() - partition.from(),
                state.offset() - partition.from(),
                state.read(),
                state.submitted(),
                state.rejected(),
                state.holder().filter(lease -> held).map(lease -> lease.token().substring(0, WORKER_LENGTH)));
    }
}
