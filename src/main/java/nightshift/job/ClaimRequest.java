package nightshift.job;

import java.time.Duration;
import java.util.Set;

/**
 * A worker's wish for jobs.
 *
 * @param worker id of the worker, as {@link WorkerInfo#id()}
 * @param max    how many at most; 0 for none, at most {@link JobLeases#BATCH}
 * @param tasks  the tasks that it can do; jobs of other tasks wait for somebody else
 * @param lease  how long it holds them without a heartbeat
 */
public record ClaimRequest(String worker, int max, Set<TaskName> tasks, Duration lease) {
}
