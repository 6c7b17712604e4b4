package nightshift.api.answer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;

/** All workers. */
@Doc("The workers of all servers, including those lost within the last hour.")
public record WorkerListAnswer(
        @Doc("The workers, oldest first.") List<WorkerAnswer> items) {

    /** A worker. */
    @Doc("A worker: one server process that runs jobs.")
    public record WorkerAnswer(
            @Doc("The id of the worker, new at every start of its server.")
            String id,

            @Doc("The name of the machine or pod.") String host,
            @Doc("The id of its operating system process.") long pid,

            @Doc("The version of Nightshift that the worker runs.")
            String version,

            @Doc("""
                `LIVE` runs jobs, `DRAINING` ends its jobs and starts no more, and `LOST` has sent no heartbeat \
                for too long.""") WorkerInfo.State state,
            @Doc("When the worker started.") Instant startedAt,
            @Doc("When the worker last sent a heartbeat.") Instant heartbeatAt,

            @Doc("The number of jobs that the worker runs at once, at most.")
            int concurrency,

            @Doc("The number of jobs that the worker runs now.")
            int running,

            @Doc("The names of the tasks that the worker can run.")
            List<TaskName> tasks) {}

    /** The answer for these workers. */
    public static WorkerListAnswer of(Collection<WorkerInfo> workers) {
        return new WorkerListAnswer(workers.stream()
                .map(worker -> new WorkerAnswer(
                        worker.id(),
                        worker.host(),
                        worker.pid(),
                        worker.version(),
                        worker.state(),
                        worker.startedAt(),
                        worker.heartbeatAt(),
                        worker.concurrency(),
                        worker.running(),
                        worker.tasks().stream().sorted().toList()))
                .toList());
    }
}
