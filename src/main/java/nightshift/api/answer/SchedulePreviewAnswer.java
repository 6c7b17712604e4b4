package nightshift.api.answer;

import java.util.List;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;

/** What a schedule would do. */
@Doc("What a schedule would do. Nothing is stored.")
public record SchedulePreviewAnswer(
        @Doc("When the schedule would run, in words.") String words,
        @Doc("The next runs, soonest first.") List<ScheduledRun> next) {

    /** The answer for this schedule. */
    public static SchedulePreviewAnswer of(Schedule schedule, List<Run> next) {
        return new SchedulePreviewAnswer(
                schedule.words(),
                next.stream()
                        .map(run -> ScheduledRun.of(run, schedule.timing()))
                        .toList());
    }
}
