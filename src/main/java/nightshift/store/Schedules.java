package nightshift.store;

import java.util.List;
import java.util.Optional;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.task.JobId;

/** Keeps schedules, for clients. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface Schedules {

    /** Most entries of a schedule's history. */
    int RUNS_KEPT = 100;

    /**
     * Stores a schedule, or changes its rule. It keeps its history and its pause, and, if it runs at the same times as before, its
     * next run.
     *
     * @param by who asks for it
     * @return whether it is new
     */
    boolean put(Schedule schedule, String by);

    /** The schedule, if there is one. */
    Optional<StoredSchedule> find(ScheduleName name);

    /**
     * Schedules in the order of their names.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(int size, Optional<String> token);

    /** Removes what clients have said about a schedule. Its jobs stay. */
    Removal remove(ScheduleName name, String by);

    /** @return false if there is no such schedule */
    boolean pause(ScheduleName name, String by);

    /**
     * Lets a paused schedule continue. Its catch-up decides about the runs that were due meanwhile.
     *
     * @return false if there is no such schedule
     */
    boolean resume(ScheduleName name, String by);

    /** Submits the schedule's job now, whether the schedule is paused or an earlier job runs; empty if there is no such schedule. */
    Optional<JobId> run(ScheduleName name);

    /**
     * What became of the latest runs, newest first.
     *
     * @param most from 1 to {@link #RUNS_KEPT}
     */
    List<PastRun> past(ScheduleName name, int most);

    /** How many schedules there are. */
    Counts counts();

    /**
     * A page.
     *
     * @param items     schedules by name
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<StoredSchedule> items, Optional<String> nextToken) {}

    /**
     * Schedules by what they do.
     *
     * @param active have a run ahead
     * @param paused are paused
     * @param ended  have had their last run
     */
    record Counts(long active, long paused, long ended) {}

    /** What became of a schedule that was to be removed. */
    enum Removal {
        /** It is gone. */
        REMOVED,
        /** The rule of its code is in force again. */
        REVERTED,
        /** It stays, because code defines it. */
        FROM_CODE,
        /** There was none. */
        NOT_FOUND
    }
}
