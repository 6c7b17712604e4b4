package nightshift.schedule;

import java.time.Duration;

/** Gets what this server does with schedules, for metrics. Methods must be quick and not throw. */
public interface ScheduleListener {

    /** Why runs were left out. */
    enum Missed {
        /** An earlier job had not ended. */
        OVERLAP,
        /** No server fired them in time, and the schedule's catch-up leaves them out. */
        LATE,
        /** It was paused, and the schedule's catch-up leaves them out. */
        PAUSED
    }

    /** A run was fired this long after it was due. Runs that were caught up with, waited or were asked for do not count. */
    default void fired(Duration lateness) {}

    /** A run was fired more than {@link Firing#ON_TIME} late, because no server fired it in time. */
    default void caughtUp() {}

    /** Runs were left out. */
    default void missed(Missed reason, int runs) {}
}
