package nightshift.store;

import java.util.Map;
import nightshift.job.BulkKind;
import nightshift.task.JobId;

/**
 * A bulk job as it is stored beside its job, which has the same id.
 *
 * @param id          of the bulk job and of its job
 * @param kind        the kind of work
 * @param description the work to do, as JSON text
 * @param checkpoints how far it has come, by name; the store does not interpret them
 */
public record BulkJob(JobId id, BulkKind kind, String description, Map<String, String> checkpoints) {

    /** The same bulk job with everything copied. */
    public BulkJob {
        checkpoints = Map.copyOf(checkpoints);
    }
}
