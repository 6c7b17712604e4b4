package nightshift.observe.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import nightshift.job.JobListener.Submit;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * What is counted for one task in one queue. All series exist, at 0, as soon as the task is seen in the queue, because
 * rates need a start.
 */
public final class TaskMeters {

    /** How many series one task in one queue has: 13 counters and a histogram. */
    static final int SERIES = 33;

    private final Map<Submit, Counter> submitted;
    private final Map<Outcome, Counter> attempts;
    private final Map<JobState, Counter> ended;
    private final Timer duration;
    private volatile boolean used;

    TaskMeters(Meters meters, String queue, String task) {
        Tag ofQueue = new Tag("queue", queue);
        Tag ofTask = new Tag("task", task);
        submitted = each(
                Submit.class,
                List.of(Submit.values()),
                result -> meters.counter(
                        "nightshift_jobs_submitted_total",
                        "Jobs that clients submitted to this server",
                        ofQueue,
                        ofTask,
                        new Tag("result", lower(result))));
        attempts = each(
                Outcome.class,
                List.of(Outcome.values()),
                outcome -> meters.counter(
                        "nightshift_attempts_total",
                        "Attempts that ended on this server",
                        ofQueue,
                        ofTask,
                        new Tag("outcome", lower(outcome))));
        ended = each(
                JobState.class,
                List.of(JobState.values()).stream().filter(JobState::isFinal).toList(),
                state -> meters.counter(
                        "nightshift_jobs_ended_total",
                        "Jobs that this server brought into a final state",
                        ofQueue,
                        ofTask,
                        new Tag("state", lower(state))));
        duration = meters.timer("nightshift_attempt_duration", "How long attempts took", ofQueue, ofTask);
    }

    /** Whether something was counted. */
    boolean isUsed() {
        return used;
    }

    private void use() {
        if (!used) {
            used = true;
        }
    }

    void submitted(Submit result) {
        use();
        submitted.get(result).inc();
    }

    void attempted(Outcome outcome, Duration took) {
        use();
        attempts.get(outcome).inc();
        duration.update(took);
    }

    void ended(JobState state) {
        ended.get(state).inc();
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, List<E> values, Function<E, Counter> make) {
        Map<E, Counter> counters = new EnumMap<>(type);
        values.forEach(value -> counters.put(value, make.apply(value)));
        return counters;
    }

    /** The name of a constant as the value of a label. */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
