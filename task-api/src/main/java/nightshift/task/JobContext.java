package nightshift.task;

import java.time.Duration;
import java.util.List;

/**
 * The attempt that a task is running: its job, the time that is left, and a place for notes. Valid only while
 * the attempt runs.
 */
public interface JobContext {

    /**
     * The job's id. It is the same on every attempt, so use it to make effects repeatable: send it as an idempotency
     * key, or store it beside what you write.
     *
     * @return the id
     */
    JobId jobId();

    /**
     * The number of this attempt.
     *
     * @return 1 for the first attempt
     */
    int attempt();

    /**
     * The task that the job names.
     *
     * @return the name
     */
    TaskName task();

    /**
     * The queue that the job came from.
     *
     * @return the name
     */
    QueueName queue();

    /**
     * The job's tags.
     *
     * @return the tags in the order of the submit; unmodifiable
     */
    List<String> tags();

    /**
     * The time left until this attempt is stopped because it takes too long.
     *
     * @return zero if no time is left
     */
    Duration timeLeft();

    /**
     * Whether the attempt should stop now: its job was canceled, its time is up, another worker has the job, or the
     * server is stopping. A task that works in a loop asks this once per turn. Its thread is interrupted, too.
     *
     * @return true once the attempt should stop
     */
    boolean isStopping();

    /**
     * Keeps a note on this attempt for people to read, such as the response of a remote server.
     *
     * @param name at most 50 characters; a later note of the same name replaces the earlier one
     * @param json JSON text; all notes of an attempt together hold at most 32 KiB
     */
    void note(String name, String json);
}
