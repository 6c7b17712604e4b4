package nightshift.batch;

import java.util.List;

/**
 * How a batch job ended.
 *
 * @param batchStatus a {@link jakarta.batch.runtime.BatchStatus}
 * @param exitStatus  as the job set it; the batch status unless it did
 * @param steps       in the order in which they began
 */
public record BatchResult(String batchStatus, String exitStatus, List<StepResult> steps) {}
