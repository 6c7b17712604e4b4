package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.limit.QueueLayers;
import nightshift.task.QueueName;

/**
 * The state of a queue.
 *
 * @param name        its name
 * @param pause       the pause, if the queue is paused
 * @param counts      jobs by state; every state is present
 * @param oldestReady how long the oldest ready job has been able to start, if one is ready: since it became ready, or
 *                    since the queue was last resumed if that was later. While the queue is paused, the time still
 *                    counts
 * @param submitted   jobs per second that came in, over the last full minute
 * @param ended       jobs per second that reached a final state, over the last full minute
 * @param layers      its settings
 */
public record QueueStatus(
        QueueName name,
        Optional<Pause> pause,
        Map<JobState, Long> counts,
        Optional<Duration> oldestReady,
        double submitted,
        double ended,
        QueueLayers layers) {

    /**
     * A pause.
     *
     * @param since when it began
     * @param by    who asked for it
     */
    public record Pause(Instant since, String by) {}
}
