package nightshift.store;

import java.time.Duration;
import java.util.Set;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;

/**
 * A worker's wish for jobs.
 *
 * @param worker id of the worker, as {@link WorkerInfo#id()}
 * @param max    how many at most; 0 for none, at most {@link JobLeases#BATCH}
 * @param tasks  the tasks that it can do; jobs of other tasks wait for somebody else
 * @param bulk   those of them of which it does not want more than {@code bulkMax} jobs; what comes up beyond stands
 *               aside until a request wants some
 * @param lease  how long it holds them without a heartbeat
 */
public record ClaimRequest(
        String worker, int max, Set<TaskName> tasks, Set<TaskName> bulk, int bulkMax, Duration lease) {

    /** A wish for jobs of any of the tasks. */
    public ClaimRequest(String worker, int max, Set<TaskName> tasks, Duration lease) {
        this(worker, max, tasks, Set.of(), 0, lease);
    }
}
