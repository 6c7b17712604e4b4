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
 * @param heartbeatAt when it last sent a heartbeat
 * @param state       whether it runs jobs
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
        /** It runs jobs. */
        LIVE,
        /** It ends its jobs and starts no more. */
        DRAINING,
        /** It has sent no heartbeat for too long. */
        LOST
    }
}
