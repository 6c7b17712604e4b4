package nightshift.observe.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import nightshift.schedule.ScheduleListener;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts the runs of schedules that this server fires, or leaves out. */
final class ScheduleMetrics implements ScheduleListener {

    private final Timer lateness;
    private final Counter caughtUp;
    private final Map<Missed, Counter> missed = new EnumMap<>(Missed.class);

    ScheduleMetrics(Meters meters) {
        lateness =
                meters.timer("nightshift_schedule_lateness", "How long after its time a run of a schedule was fired");
        caughtUp = meters.counter(
                "nightshift_schedule_runs_caught_up_total",
                "Runs of schedules that were fired more than a minute late");
        for (Missed reason : Missed.values()) {
            missed.put(
                    reason,
                    meters.counter(
                            "nightshift_schedule_runs_missed_total",
                            "Runs of schedules that were left out",
                            new Tag("reason", TaskMeters.lower(reason))));
        }
    }

    @Override
    public void fired(Duration late) {
        lateness.update(late.isNegative() ? Duration.ZERO : late);
    }

    @Override
    public void caughtUp() {
        caughtUp.inc();
    }

    @Override
    public void missed(Missed reason, int runs) {
        missed.get(reason).inc(runs);
    }
}
