package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.limit.KeyLimits;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueSettings;
import nightshift.limit.RateLimit;
import nightshift.limit.StateRetention;
import nightshift.store.QueueStatus;
import nightshift.task.QueueName;

/** A queue. */
@Doc("A queue: a named line of jobs that can be paused, and its settings.")
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
        @Doc("How fast jobs enter and leave the queue.") Rates rates,

        @Doc(
                "The highest number of jobs that run at the same time, on all servers together. Missing if there is no limit.")
        Optional<Integer> concurrency,

        @Doc("How fast jobs start at most, on all servers together. Missing if there is no limit.")
        Optional<Rate> rateLimit,

        @Doc("The limits of each job key. Missing if keys have no limits.")
        Optional<PerKey> perKey,

        @Doc("Whether the job keys of the queue take turns. Missing if nobody has set it.")
        Optional<Boolean> fair,

        @Doc(
                "The number of turns that a job key takes for each turn of others, by key. Missing if all keys have the same.")
        Optional<Map<String, Integer>> weights,

        @Doc("""
                How long finished jobs of the queue are kept, by their final state. A state that is missing follows the \
                settings of the installation. Missing if the queue has no rules of its own.""") Optional<Map<String, Retention>> retention,

        @Doc("What the queue is for. Missing if nobody has said it.")
        Optional<String> description,

        @Doc("Who answers for the queue. Missing if nobody has said it.")
        Optional<String> owner,

        @Doc("Where each setting comes from, by its JSON Pointer. Missing if the queue has no settings.")
        Optional<Map<String, QueueLayers.Source>> sources) {

    /** How fast a queue moves. */
    @Doc("The rates over the last full minute.")
    public record Rates(
            @Doc("The number of jobs per second that were submitted.")
            double submitted,

            @Doc("The number of jobs per second that came into a final state.")
            double ended) {}

    /** How fast jobs start. */
    @Doc("How fast jobs start at most, on all servers.")
    public record Rate(
            @Doc("The number of jobs that can start in that time.")
            int permits,

            @Doc("The time that the permits are for.") Duration per) {}

    /** Limits of job keys. */
    @Doc("The limits of each job key.")
    public record PerKey(
            @Doc("The highest number of jobs of a key that run at the same time. Missing if there is no limit.")
            Optional<Integer> concurrency,

            @Doc("How fast jobs of a key start at most. Missing if there is no limit.")
            Optional<Rate> rateLimit) {}

    /** How long finished jobs are kept. */
    @Doc("How long the finished jobs of one state are kept.")
    public record Retention(
            @Doc(
                    "The age at which a job is removed, counted from its end. Missing if the installation's setting is used.")
            Optional<Duration> age,

            @Doc("""
                    The highest number of jobs that are kept; those that were submitted first are removed first. Missing if \
                    the installation's setting is used.""") Optional<Integer> count) {}

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
                retention(settings.retention()),
                settings.description(),
                settings.owner(),
                Optional.<Map<String, QueueLayers.Source>>of(queue.layers().sources())
                        .filter(sources -> !sources.isEmpty()));
    }

    private static Optional<Map<String, Retention>> retention(Map<JobState, StateRetention> rules) {
        Map<String, Retention> retention = new LinkedHashMap<>();
        rules.forEach((state, rule) -> retention.put(state.name(), new Retention(rule.age(), rule.count())));
        return Optional.of(retention).filter(all -> !all.isEmpty());
    }

    private static Optional<Rate> rate(Optional<RateLimit> limit) {
        return limit.map(rate -> new Rate(rate.permits(), rate.per()));
    }
}
