package nightshift.batch;

import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a step of a batch job came.
 *
 * @param name       the step's id
 * @param exitStatus as the step set it; the name of its batch status unless it did
 * @param read       items read
 * @param written    items written
 * @param filtered   items that the processor dropped
 * @param skipped    items given up for an exception that the step may skip
 * @param commits    chunks committed
 * @param rollbacks  chunks rolled back
 */
public record StepResult(
        String name,
        String exitStatus,
        long read,
        long written,
        long filtered,
        long skipped,
        long commits,
        long rollbacks) {

    /** Nothing done yet. */
    static StepResult none(String name) {
        return new StepResult(name, null, 0, 0, 0, 0, 0, 0);
    }

    static StepResult of(StepExecution step) {
        return of(step.getStepName(), step.getExitStatus(), step.getMetrics());
    }

    static StepResult of(String name, String exitStatus, Metric[] metrics) {
        Map<Metric.MetricType, Long> counts = new EnumMap<>(Metric.MetricType.class);
        for (Metric metric : metrics) {
            counts.merge(metric.getType(), metric.getValue(), Long::sum);
        }
        return new StepResult(
                name,
                exitStatus,
                count(counts, Metric.MetricType.READ_COUNT),
                count(counts, Metric.MetricType.WRITE_COUNT),
                count(counts, Metric.MetricType.FILTER_COUNT),
                count(counts, Metric.MetricType.READ_SKIP_COUNT)
                        + count(counts, Metric.MetricType.PROCESS_SKIP_COUNT)
                        + count(counts, Metric.MetricType.WRITE_SKIP_COUNT),
                count(counts, Metric.MetricType.COMMIT_COUNT),
                count(counts, Metric.MetricType.ROLLBACK_COUNT));
    }

    /** This and what was done before it. */
    StepResult after(StepResult before) {
        return new StepResult(
                name,
                exitStatus,
                read + before.read,
                written + before.written,
                filtered + before.filtered,
                skipped + before.skipped,
                commits + before.commits,
                rollbacks + before.rollbacks);
    }

    private static long count(Map<Metric.MetricType, Long> counts, Metric.MetricType type) {
        return counts.getOrDefault(type, 0L);
    }
}
