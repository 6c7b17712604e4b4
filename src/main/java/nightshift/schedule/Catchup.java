package nightshift.schedule;

/** What becomes of runs that no server fired in time, because all were down or the schedule was paused. */
public enum Catchup {
    /** They are left out. */
    SKIP,
    /** The newest is made up for, unless the next run is due by then. */
    ONCE,
    /** All are made up for, oldest first. */
    ALL
}
