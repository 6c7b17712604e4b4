package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nightshift.schedule.Firing;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;

/** The turns of schedules, for the servers that fire them. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface ScheduleTurns {

    /** Most schedules in one call. */
    int BATCH = 500;

    /**
     * Hands out schedules whose time has come. For a while, other servers get others. That only saves work: a server that dies with
     * some delays them by that while.
     *
     * @param most at most {@link #BATCH}
     */
    Due due(int most, Duration reserved);

    /**
     * Fires schedules: stores the jobs of their runs and moves the schedules on, each in one atomic step, and only if nobody has fired
     * or changed it since it was handed out. So no run is fired twice.
     *
     * @param orders at most {@link #BATCH}
     * @return what became of each, in the same order
     */
    Fired fire(List<Order> orders);

    /**
     * Announces the schedules that code on this server defines. Those that are not stored are stored.
     *
     * @param change whether to change those that are stored with another rule
     */
    void announce(Collection<Schedule> schedules, boolean change);

    /** Removes schedules whose code no server has announced for {@link #CODE_KEPT}; answers their names. */
    List<ScheduleName> forgetCode();

    /** How long a schedule from code is kept without an announcement. */
    Duration CODE_KEPT = Duration.ofMinutes(10);

    /**
     * Schedules whose time has come.
     *
     * @param now   the store's time
     * @param again how long until the next call has to come: until the next schedule has its turn, or less; zero if this one
     *              stopped at its limit
     * @param turns the schedules, the longest overdue first
     */
    record Due(Instant now, Duration again, List<Turn> turns) {}

    /**
     * A schedule whose time has come.
     *
     * @param schedule its rule
     * @param revision of its rule
     * @param planned  time of its next run, which may still be ahead; empty after the last
     * @param waiting  a run that waits for the end of an earlier job
     * @param resumed  when it was last resumed
     */
    record Turn(
            Schedule schedule,
            long revision,
            Optional<Instant> planned,
            Optional<Run> waiting,
            Optional<Instant> resumed) {

        /** Whether its next run was due while it was paused. Nobody is to blame then if the run is late. */
        public boolean wasPaused() {
            return planned.isPresent() && resumed.isPresent() && planned.get().isBefore(resumed.get());
        }
    }

    /**
     * What to do about a turn.
     *
     * @param turn   the schedule as it was read
     * @param firing the runs to fire, and when the next is planned
     * @param at     the store's time that this was decided for
     */
    record Order(Turn turn, Firing firing, Instant at) {}

    /**
     * What became of orders.
     *
     * @param at      the store's time when it happened
     * @param results what became of each, in the order asked
     */
    record Fired(Instant at, List<Result> results) {}

    /**
     * What became of an order.
     *
     * @param how  whether it was followed
     * @param runs what became of its runs, the waiting one first; empty unless it was followed
     */
    record Result(How how, List<RunResult> runs) {}

    /** Whether an order was followed. */
    enum How {
        /** Its runs are fired, and the schedule waits for the next. */
        FIRED,
        /** Another server came first, or the schedule was changed. */
        STALE,
        /** The schedule paused itself, because a job of it has used up its attempts. */
        PAUSED
    }

    /** What became of a run. */
    enum RunResult {
        /** Its job is stored. */
        SUBMITTED,
        /** It is left out, because an earlier job has not ended. */
        SKIPPED,
        /** It waits until the earlier job has ended. */
        WAITS
    }
}
