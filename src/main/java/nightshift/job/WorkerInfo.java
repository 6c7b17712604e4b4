package nightshift.job;

import java.time.Instant;
import java.util.Set;
import nightshift.task.TaskName;

/**
 * A worker: one server process that runs jobs.
 *
 * @param id          8 characters of {@code A-Z a-z 0-9}, new at every start
 * @param host        name of the machine or pod
 * @param pid         process id
 * @param version     of Nightshift
 * @param startedAt   when the process started
 * @param heartbeatAt when it was last heard of
 * @param state       live, draining, or lost when its heartbeat stays away
 * @param concurrency how many jobs it runs at once
 * @param running     how many it runs now
 * @param tasks       the tasks that it can run
 */
public record WorkerInfo(
        String id,
        String host,
        long pid,
        String version,
        Instant startedAt,
        Instant heartbeatAt,
        State state,
        int concurrency,
        int running,
        Set<TaskName> tasks) {

    /** The state of a worker. */
    public enum State {
        LIVE,
        DRAINING,
        LOST
    }
}
