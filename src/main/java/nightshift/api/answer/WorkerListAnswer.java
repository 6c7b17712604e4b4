package nightshift.api.answer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;

/** All workers. */
public record WorkerListAnswer(List<WorkerAnswer> items) {

    /** A worker. */
    @Doc("One server process that runs jobs.")
    public record WorkerAnswer(
            @Doc("New at every start.") String id,
            @Doc("Name of the machine or pod.") String host,
            @Doc("Process id.") long pid,
            @Doc("Of Nightshift.") String version,
            @Doc("`LOST`: its heartbeat stays away.") WorkerInfo.State state,
            Instant startedAt,
            Instant heartbeatAt,
            @Doc("How many jobs it runs at once.") int concurrency,
            @Doc("How many jobs it runs now.") int running,
            @Doc("What it can do.") List<TaskName> tasks) {}

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
