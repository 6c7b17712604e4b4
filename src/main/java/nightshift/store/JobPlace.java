package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Destination;
import nightshift.job.JobSummary;
import nightshift.limit.DestinationLimits;
import nightshift.limit.QueueSettings;
import nightshift.task.JobId;

/**
 * Where a job stands, and what its queue and its key allow, all at one moment.
 *
 * @param now       the moment, by the clock of the store
 * @param job       the job; its latest attempt is there only while it runs
 * @param pause     the pause of its queue, if that is paused
 * @param settings  the settings of its queue
 * @param ofQueue   how much of the limits of its queue is used
 * @param ofKey     how much of the limits of its key is used; nothing if keys of the queue have no limits
 * @param spot      what it stands in
 * @param ahead     how many jobs are ahead of it there; at {@link #AHEAD_MOST} or above, there may be more
 * @param turns     the turns of other keys if it stands in {@link Spot#TURN}, else none
 * @param keyHolder the job that has its unique key, if the job is {@code BLOCKED} by that
 * @param ofDestination what the destination that it calls allows, if it calls one
 */
public record JobPlace(
        Instant now,
        JobSummary job,
        Optional<QueueStatus.Pause> pause,
        QueueSettings settings,
        Use ofQueue,
        Use ofKey,
        Spot spot,
        long ahead,
        Turns turns,
        Optional<JobId> keyHolder,
        Optional<DestinationUse> ofDestination) {

    /** How many jobs of a list are searched for one. */
    public static final long AHEAD_MOST = 10_000;

    /** What a job stands in. */
    public enum Spot {
        /** The list of its queue and priority. */
        LIST,
        /** The jobs of its key in a fair queue. */
        TURN,
        /** Aside, because a worker that looked at it does not know its task. */
        ASIDE_FOR_TASK,
        /** Aside, because no worker that looked at it had a slot for bulk work. */
        ASIDE_FOR_BULK,
        /** Aside, because its key was at a limit. */
        ASIDE_FOR_KEY,
        /** Aside, because its destination was at a limit, or had a breaker that was not closed. */
        ASIDE_FOR_HOST,
        /** Nothing of these: it is not ready, or is about to be put into one of them. */
        NONE
    }

    /**
     * How much of a limit is used.
     *
     * @param running how many jobs run
     * @param nextIn  in how long the rate allows the next start; zero if it does now or if there is no rate
     * @param some    some of the jobs that run, at most 10, if no more may
     */
    public record Use(long running, Duration nextIn, List<JobId> some) {}

    /**
     * What a destination allows.
     *
     * @param destination the host
     * @param breaker     its breaker
     * @param limits      the limits in force
     * @param use         how much of them is used; how many jobs run is known only where that is limited
     */
    public record DestinationUse(
            Destination destination, DestinationStatus.Breaker breaker, DestinationLimits limits, Use use) {}

    /**
     * The turns of other keys of a fair queue.
     *
     * @param before how many jobs of other keys have an earlier turn
     * @param more   whether there can be more of them, because the job is so far behind that it has no turn yet
     */
    public record Turns(long before, boolean more) {}
}
