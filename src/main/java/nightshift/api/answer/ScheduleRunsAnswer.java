package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.schedule.Run;
import nightshift.schedule.Timing;
import nightshift.store.PastRun;

/** Runs of a schedule. */
@Doc("Runs of a schedule: those ahead with `next`, those behind with `last`.")
public record ScheduleRunsAnswer(
        @Doc("The next runs, soonest first.") Optional<List<ScheduledRun>> next,
        @Doc("The latest runs, newest first.") Optional<List<PastRunAnswer>> last) {

    /** The answer with these runs. */
    public static ScheduleRunsAnswer of(Timing timing, Optional<List<Run>> next, Optional<List<PastRun>> last) {
        return new ScheduleRunsAnswer(
                next.map(runs ->
                        runs.stream().map(run -> ScheduledRun.of(run, timing)).toList()),
                last.map(runs -> runs.stream().map(PastRunAnswer::of).toList()));
    }
}
