package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.limit.KeyLimits;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueSettings;
import nightshift.limit.RateLimit;
import nightshift.store.QueueStatus;
import nightshift.task.QueueName;

/** A queue. */
@Doc("A queue as it stands, and its settings.")
public record QueueAnswer(
        QueueName name,
        boolean paused,
        Optional<Instant> pausedAt,
        @Doc("Who asked for the pause.") Optional<String> pausedBy,
        @Doc("Jobs by state.") Map<JobState, Long> counts,

        @Doc("For how long the job that is ready for longest could have started.")
        Optional<Duration> oldestReadyAge,

        Rates rates,

        @Doc("How many jobs run at once at most, on all servers.")
        Optional<Integer> concurrency,

        Optional<Rate> rateLimit,
        Optional<PerKey> perKey,
        @Doc("Whether job keys take turns.") Optional<Boolean> fair,

        @Doc("How many turns a job key takes for each turn of others.")
        Optional<Map<String, Integer>> weights,

        Optional<String> description,
        @Doc("Who answers for the queue.") Optional<String> owner,

        @Doc("Where each setting comes from, by its JSON Pointer.")
        Optional<Map<String, QueueLayers.Source>> sources) {

    /** How fast a queue moves. */
    @Doc("Jobs per second, over the last full minute.")
    public record Rates(
            double submitted,
            @Doc("Jobs that reached a final state.") double ended) {}

    /** How fast jobs start. */
    @Doc("How fast jobs start at most, on all servers.")
    public record Rate(int permits, Duration per) {}

    /** Limits of job keys. */
    @Doc("The limits of each job key.")
    public record PerKey(Optional<Integer> concurrency, Optional<Rate> rateLimit) {}

    /** The answer for this queue. */
    public static QueueAnswer of(QueueStatus queue) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, queue.counts().getOrDefault(state, 0L));
        }
        QueueSettings settings = queue.layers().settings();
        return new QueueAnswer(
                queue.name(),
                queue.pause().isPresent(),
                queue.pause().map(QueueStatus.Pause::since),
                queue.pause().map(QueueStatus.Pause::by),
                counts,
                queue.oldestReady(),
                new Rates(queue.submitted(), queue.ended()),
                settings.concurrency(),
                rate(settings.rateLimit()),
                Optional.of(settings.perKey())
                        .filter(limits -> !limits.equals(KeyLimits.NONE))
                        .map(limits -> new PerKey(limits.concurrency(), rate(limits.rateLimit()))),
                queue.layers().values().byPointer().containsKey("/fair")
                        ? Optional.of(settings.fair())
                        : Optional.empty(),
                Optional.<Map<String, Integer>>of(settings.weights()).filter(weights -> !weights.isEmpty()),
                settings.description(),
                settings.owner(),
                Optional.<Map<String, QueueLayers.Source>>of(queue.layers().sources())
                        .filter(sources -> !sources.isEmpty()));
    }

    private static Optional<Rate> rate(Optional<RateLimit> limit) {
        return limit.map(rate -> new Rate(rate.permits(), rate.per()));
    }
}
