package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.limit.SettingValues;
import nightshift.limit.SettingsPatch;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Reads and controls queues. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface QueueControl {

    /** All queues that have jobs, are paused, or are declared, by name. */
    List<QueueStatus> queues();

    /** One queue, if it has jobs, is paused, or is declared. */
    Optional<QueueStatus> queue(QueueName name);

    /** Stops claims from a queue, which may have had no job yet; running jobs continue. Pausing a paused queue changes nothing. */
    void pause(QueueName name, String by);

    /** Allows claims from a queue again. */
    void resume(QueueName name, String by);

    /**
     * Changes the settings of a queue that were given over the API, and declares the queue if it is new.
     *
     * @throws SettingsRefused if the settings would be wrong; nothing has changed then
     */
    void configure(QueueName name, SettingsPatch patch);

    /**
     * Replaces the settings that came from a file. Queues that only the file had declared are
     * no longer declared.
     *
     * @param file the settings of each queue in the file
     */
    void configure(Map<QueueName, SettingValues> file);

    /**
     * Removes the jobs of a queue that wait: for their time, for a worker, or for a retry. Jobs that come in meanwhile may stay.
     *
     * @return how many were removed
     */
    long empty(QueueName name);

    /** Forgets a queue that has no jobs, with its settings. */
    Forgetting forget(QueueName name);

    /** What became of the wish to forget a queue. */
    enum Forgetting {
        /** It is forgotten. */
        DONE,
        /** There is no such queue. */
        UNKNOWN,
        /** It has jobs. */
        HAS_JOBS,
        /** The file of settings declares it. */
        IN_FILE
    }

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
