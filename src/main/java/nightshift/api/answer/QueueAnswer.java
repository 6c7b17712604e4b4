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
@Doc("A queue: a named line of jobs that can be paused.")
public record QueueAnswer(
        @Doc("The name of the queue.") QueueName name,

        @Doc("Whether the queue is paused. Workers start no jobs from a paused queue.")
        boolean paused,

        @Doc("When the queue was paused. Missing if it is not paused.")
        Optional<Instant> pausedAt,

        @Doc("Who paused the queue: a user name, or the name of an API key. Missing if it is not paused.")
        Optional<String> pausedBy,

        @Doc("The number of jobs of the queue in each state.")
        Map<JobState, Long> counts,

        @Doc("""
                How long the oldest ready job has waited since it became ready or its queue was resumed, whichever \
                was later. Missing if no job is ready.""") Optional<Duration> oldestReadyAge,
        @Doc("How fast jobs enter and leave the queue.") Rates rates) {

    /** How fast a queue moves. */
    @Doc("The rates over the last full minute.")
    public record Rates(
            @Doc("The number of jobs per second that were submitted.")
            double submitted,

            @Doc("The number of jobs per second that came into a final state.")
            double ended) {}

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
