package nightshift.operations;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.batch.Checkpointer;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Trail;
import nightshift.task.JobId;

/** Looks once a second how the jobs end that an operation has sent again: the latest ones, which are a sample of all. */
final class FailureWatch {

    /** Fewer jobs that have ended say too little. */
    static final int ENDED_LEAST = 20;

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Optional<Double> most;
    private final OperationSteps steps;
    private final Checkpointer store;
    private final JobId operation;
    private long looked = System.nanoTime() - LOOK_NANOS;

    /** @param most the share that may have failed; empty for no watch */
    FailureWatch(Optional<Double> most, OperationSteps steps, Checkpointer store, JobId operation) {
        this.most = most;
        this.steps = steps;
        this.store = store;
        this.operation = operation;
    }

    /** Whether too many have failed. */
    boolean isOver() throws InterruptedException {
        long now = System.nanoTime();
        if (most.isEmpty() || now - looked < LOOK_NANOS) {
            return false;
        }
        looked = now;
        Trial trial = store.call(() -> {
            var jobs = steps.trail(operation, Trail.REST);
            return Trial.of(jobs, steps.states(jobs));
        });
        return trial.ended() >= ENDED_LEAST && trial.failureRatio() > most.get();
    }
}
