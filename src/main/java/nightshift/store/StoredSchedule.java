package nightshift.store;

import java.time.Instant;
import java.util.Optional;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.task.JobId;

/**
 * A schedule with its state.
 *
 * @param schedule the rule in force
 * @param origin   who defines it
 * @param next     the next run; empty after the last one
 * @param waiting  a run that waits for the end of an earlier job
 * @param pause    why it does not run, while it is paused
 * @param created  when it was stored first, and by whom
 * @param changed  when its rule was changed last, and by whom
 * @param last     the latest entry of its history
 */
public record StoredSchedule(
        Schedule schedule,
        Origin origin,
        Optional<Run> next,
        Optional<Run> waiting,
        Optional<Pause> pause,
        By created,
        By changed,
        Optional<PastRun> last) {

    /** Who defines a schedule. */
    public enum Origin {
        /** A client of the API. */
        API,
        /** An annotation in the code of a task. */
        CODE,
        /** A client of the API, in place of an annotation, which counts again when the client takes its own rule back. */
        CODE_OVERRIDDEN
    }

    /**
     * Who did something, and when.
     *
     * @param at when it was done
     * @param by name of the user, key or task
     */
    public record By(Instant at, String by) {}

    /**
     * A pause.
     *
     * @param since     when it began
     * @param by        who asked for it; empty if the schedule paused itself
     * @param failedJob the job whose failure paused it
     */
    public record Pause(Instant since, Optional<String> by, Optional<JobId> failedJob) {}
}
