package nightshift.api.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import nightshift.schedule.Cron;
import nightshift.schedule.Run;
import nightshift.schedule.Timing;

/** A run that is still to come. */
public record ScheduledRun(
        @Doc("The time by the rule of the schedule, which names the run.")
        Instant plannedAt,

        @Doc("When the run is fired: `plannedAt`, and its share of the jitter.")
        Instant dueAt,

        @Doc("`plannedAt` as the clock on the wall shows it, with its offset.")
        String localTime) {

    static ScheduledRun of(Run run, Timing timing) {
        ZoneId zone = timing instanceof Cron cron ? cron.zone() : ZoneOffset.UTC;
        return new ScheduledRun(
                run.planned(),
                run.due(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(run.planned().atZone(zone)));
    }
}
