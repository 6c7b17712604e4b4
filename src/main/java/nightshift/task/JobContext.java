package nightshift.task;

import java.time.Duration;
import java.util.List;

/** What a task can learn about the attempt it is doing, and what it can record on it. */
public interface JobContext {

    /** The job. The same on every attempt: use it to make effects repeatable. */
    JobId jobId();

    /** Number of this attempt, 1 for the first. */
    int attempt();

    /** The job's task. */
    TaskName task();

    /** The job's queue. */
    QueueName queue();

    /** The job's tags. */
    List<String> tags();

    /** Time left until this attempt is stopped for running too long; zero if none. */
    Duration timeLeft();

    /** Whether the attempt should stop now: cancelled, out of time, its lease lost, or the server stopping. */
    boolean isStopping();

    /**
     * Keeps something about this attempt for people to see, such as the response of a remote server.
     *
     * @param name at most 50 characters; a second note of the same name replaces the first
     * @param json JSON text; all notes of an attempt together may have 32 KiB
     */
    void note(String name, String json);
}
