package nightshift.store;

import java.time.Duration;
import java.util.Set;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;

/**
 * A worker's request for jobs.
 *
 * @param worker id of the worker, as {@link WorkerInfo#id()}
 * @param max    how many at most; 0 for none, at most {@link JobLeases#BATCH}
 * @param tasks  the tasks that it can do; jobs of other tasks wait for another worker
 * @param bulk   the bulk tasks among them
 * @param bulkMax how many jobs of bulk tasks it takes at most; others stand aside until a request has room
 * @param lease  how long it holds them without a heartbeat
 */
public record ClaimRequest(
        String worker, int max, Set<TaskName> tasks, Set<TaskName> bulk, int bulkMax, Duration lease) {

    /** A request for jobs of any of the tasks. */
    public ClaimRequest(String worker, int max, Set<TaskName> tasks, Duration lease) {
        this(worker, max, tasks, Set.of(), 0, lease);
    }
}
