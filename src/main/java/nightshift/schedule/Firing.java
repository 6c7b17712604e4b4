package nightshift.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about a schedule whose time has come.
 *
 * @param runs        the runs to fire, oldest first; at most {@link #RUNS_MOST}
 * @param missed      how many runs are left out; counts to a little over {@link #COUNTED_MOST}
 * @param firstMissed the oldest run that is left out, if there is one
 * @param next        the run after all of these; empty if the schedule has ended
 */
public record Firing(List<Run> runs, int missed, Optional<Run> firstMissed, Optional<Run> next) {

    /** A run that is later than this was missed, and the schedule's catch-up decides about it. */
    public static final Duration ON_TIME = Duration.ofMinutes(1);
    /** Most runs of a schedule that are fired together. The others follow at once. */
    public static final int RUNS_MOST = 100;
    /** How far missed runs are counted. */
    static final int COUNTED_MOST = 1000;

    /**
     * Decides by the schedule's catch-up.
     *
     * @param first the planned time of the first run that has not been fired yet
     */
    public static Firing of(Schedule schedule, Instant first, Instant now) {
        Run run = schedule.run(first);
        if (run.due().isAfter(now)) {
            return new Firing(List.of(), 0, Optional.empty(), Optional.of(run));
        }
        return schedule.catchup() == Catchup.ALL ? all(schedule, run, now) : newest(schedule, run, now);
    }

    /** Whether a run is fired so late that it counts as caught up with. */
    public static boolean isLate(Run run, Instant now) {
        return run.due().isBefore(now.minus(ON_TIME));
    }

    private static Firing newest(Schedule schedule, Run first, Instant now) {
        Run newest = first;
        int before = 0;
        Optional<Run> next = due(schedule, first, now);
        while (next.isPresent() && before < COUNTED_MOST) {
            newest = next.get();
            before++;
            next = due(schedule, newest, now);
        }
        if (next.isPresent()) {
            newest = schedule.lastUntil(now)
                    .filter(last -> !last.due().isAfter(now))
                    .or(() -> schedule.lastUntil(now.minus(schedule.jitter())))
                    .orElse(next.get());
            before++;
        }
        boolean fires = !isLate(newest, now)
                || schedule.catchup() == Catchup.ONCE && !newest.due().isBefore(now.minus(schedule.catchupWindow()));
        int missed = fires ? before : before + 1;
        return new Firing(
                fires ? List.of(newest) : List.of(),
                missed,
                missed > 0 ? Optional.of(first) : Optional.empty(),
                schedule.after(newest.planned()));
    }

    private static Firing all(Schedule schedule, Run first, Instant now) {
        Instant oldest =
                now.minus(schedule.catchupWindow().compareTo(ON_TIME) > 0 ? schedule.catchupWindow() : ON_TIME);
        int missed = 0;
        Optional<Run> run = Optional.of(first);
        while (run.isPresent() && run.get().due().isBefore(oldest) && missed < COUNTED_MOST) {
            missed++;
            run = schedule.after(run.get().planned());
        }
        if (run.isPresent() && run.get().due().isBefore(oldest)) {
            missed++;
            run = schedule.after(oldest.minusMillis(1));
        }
        List<Run> runs = new ArrayList<>();
        while (run.isPresent() && !run.get().due().isAfter(now) && runs.size() < RUNS_MOST) {
            runs.add(run.get());
            run = schedule.after(run.get().planned());
        }
        return new Firing(runs, missed, missed > 0 ? Optional.of(first) : Optional.empty(), run);
    }

    private static Optional<Run> due(Schedule schedule, Run after, Instant now) {
        return schedule.after(after.planned()).filter(run -> !run.due().isAfter(now));
    }
}
