package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.store.QueueStatus;
import nightshift.task.QueueName;

/** A queue. */
@Doc("A queue as it stands.")
public record QueueAnswer(
        QueueName name,
        boolean paused,
        Optional<Instant> pausedAt,
        @Doc("Who asked for the pause.") Optional<String> pausedBy,
        @Doc("Jobs by state.") Map<JobState, Long> counts,

        @Doc("For how long the job that is ready for longest could have started.")
        Optional<Duration> oldestReadyAge,

        Rates rates) {

    /** How fast a queue moves. */
    @Doc("Jobs per second, over the last full minute.")
    public record Rates(
            double submitted,
            @Doc("Jobs that reached a final state.") double ended) {}

    /** The answer for this queue. */
    public static QueueAnswer of(QueueStatus queue) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, queue.counts().getOrDefault(state, 0L));
        }
        return new QueueAnswer(
                queue.name(),
                queue.pause().isPresent(),
                queue.pause().map(QueueStatus.Pause::since),
                queue.pause().map(QueueStatus.Pause::by),
                counts,
                queue.oldestReady(),
                new Rates(queue.submitted(), queue.ended()));
    }
}
