package nightshift.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.StepExecution;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.task.JobId;

/**
 * How far the batch job of an attempt has come, kept in the store: the next attempt continues from there, on any
 * server, although the batch runtime starts over each time.
 */
final class Progress {

    private final Checkpointer store;
    private final JobXml file;
    private final JobId bulk;
    private final Map<String, String> kept;
    private final Map<String, StepProgress> steps = new ConcurrentHashMap<>();

    /** @throws InterruptedException if the attempt is to stop before the store has answered */
    Progress(Checkpointer store, JobXml file, JobId bulk) throws InterruptedException {
        this.store = store;
        this.file = file;
        this.bulk = bulk;
        this.kept = store.all(bulk);
    }

    /** A step of the job. */
    StepProgress step(String name) {
        return steps.computeIfAbsent(name, this::begin);
    }

    private StepProgress begin(String name) {
        return new StepProgress(store, bulk, file, name, kept.getOrDefault(StepProgress.key(name), ""));
    }

    /** Keeps which steps are done. */
    void keepDone(List<StepExecution> executions) {
        executions.stream()
                .filter(step -> step.getBatchStatus() == BatchStatus.COMPLETED)
                .forEach(step -> step(step.getStepName()).done(StepResult.of(step)));
    }

    /** What a step has done in all attempts together, this one included. */
    StepResult result(StepExecution execution) {
        return step(execution.getStepName()).total(StepResult.of(execution));
    }
}
