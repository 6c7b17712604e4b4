package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Reads and controls queues. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface QueueControl {

    /** All queues that have jobs or are paused, by name. */
    List<QueueStatus> queues();

    /** One queue, if it has jobs or is paused. */
    Optional<QueueStatus> queue(QueueName name);

    /**
     * Stops claims from a queue; running jobs continue. Pausing a paused queue changes nothing.
     *
     * @return false if there is no such queue
     */
    boolean pause(QueueName name, String by);

    /**
     * Allows claims from a queue again.
     *
     * @return false if there is no such queue
     */
    boolean resume(QueueName name);

    /** How many ready jobs stand aside because no worker that saw them knows their task, by task. */
    Map<TaskName, Long> unroutable();

    /**
     * What happened per minute, oldest first, the running minute last.
     *
     * @param minutes from 1 to 120
     */
    List<Throughput> throughput(int minutes);

    /** What the workers of all servers have to do; paused queues are left out where jobs wait in them. */
    Workload workload();

    /**
     * What happened in one minute, in all queues together.
     *
     * @param minute    when the minute began
     * @param submitted jobs that were submitted
     * @param succeeded jobs that succeeded
     * @param failed    attempts that did not succeed
     * @param dead      jobs that became {@code DEAD}
     */
    record Throughput(Instant minute, long submitted, long succeeded, long failed, long dead) {}
}
