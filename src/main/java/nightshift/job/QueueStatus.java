package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A queue as it stands.
 *
 * @param name        its name
 * @param pause       since when and by whom it is paused, if it is
 * @param counts      jobs by state; every state is present
 * @param oldestReady age of the job that has been ready for longest, if one is ready
 * @param submitted   jobs per second that came in, over the last full minute
 * @param ended       jobs per second that reached a final state, over the last full minute
 */
public record QueueStatus(
        QueueName name,
        Optional<Pause> pause,
        Map<JobState, Long> counts,
        Optional<Duration> oldestReady,
        double submitted,
        double ended) {

    /**
     * A pause.
     *
     * @param since when it began
     * @param by    who asked for it
     */
    public record Pause(Instant since, String by) {
    }
}
