package nightshift.observe.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.job.Destination;
import nightshift.job.Fingerprint;
import nightshift.job.Invariant;
import nightshift.job.JobListener;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.QueueTask;
import nightshift.store.QueueTasks;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Counts what this server does with jobs. Called for every job: after the first of its kind, a call is a few map look-ups
 * and an addition, and takes no lock. The same holds for the kinds that are counted together once there are too many.
 */
final class JobMetrics implements JobListener {

    /** How many queues have a label of their own. */
    static final int QUEUES = 50;

    /** How many series queues and their tasks can have, so that all of Nightshift's series stay below 6,000. */
    private static final int SERIES = 2_100;
    /** A histogram here, and 11 gauges of {@link ClusterMetrics}. */
    private static final int SERIES_OF_QUEUE = 31;

    private final Meters meters;
    private final LabelCap<QueueName> queues;
    private final LabelCap<QueueTask> pairs;
    /** The queues that are counted separately. */
    private final Map<QueueName, Timer> waits = new ConcurrentHashMap<>();

    private final Map<QueueTask, TaskMeters> own = new ConcurrentHashMap<>();
    private final Timer otherWaits;
    private final TaskMeters others;
    /** The last lookup: jobs of one task come in batches, and the store has one object for each name. */
    private volatile Last last = new Last(null, null, null);

    private final Timer delayLateness;
    private final Timer retryLateness;
    private final Timer rescueDelay;
    private final Counter rescues;
    private final Counter fenced;
    private final Map<Invariant, Counter> repairs = new EnumMap<>(Invariant.class);
    private final Map<Invariant, Counter> unrepaired = new EnumMap<>(Invariant.class);
    private final Counter audits;
    private final Counter opened;
    private final Counter closed;
    private final Counter newFailures;

    private record Last(QueueName queue, TaskName task, TaskMeters meters) {}

    /** @param capped counts names that get no label of their own */
    JobMetrics(Meters meters, Counter capped) {
        this.meters = meters;
        SeriesBudget budget = new SeriesBudget(SERIES);
        queues = new LabelCap<>(QUEUES, () -> budget.take(SERIES_OF_QUEUE), capped::inc);
        pairs = new LabelCap<>(QueueTasks.MOST, () -> budget.take(TaskMeters.SERIES), capped::inc);
        otherWaits = wait(LabelCap.OTHER);
        others = new TaskMeters(meters, LabelCap.OTHER, LabelCap.OTHER);
        delayLateness = lateness("delay");
        retryLateness = lateness("retry");
        rescueDelay = meters.timer("nightshift_rescue_delay", "From the end of a lost job's lease to its rescue");
        rescues = meters.counter("nightshift_rescues_total", "Jobs that this server took over from lost workers");
        fenced = meters.counter(
                "nightshift_fenced_writes_total",
                "Results of this server that were dropped because the job's lease was lost");
        for (Invariant kind : Invariant.values()) {
            repairs.put(
                    kind,
                    meters.counter(
                            "nightshift_invariant_repairs_total",
                            "Things that the self-audit of this server found wrong and put right",
                            new Tag("kind", kind.label())));
            unrepaired.put(
                    kind,
                    meters.counter(
                            "nightshift_invariant_unrepaired_total",
                            "Things that the self-audit of this server found wrong and left to a person",
                            new Tag("kind", kind.label())));
        }
        audits = meters.counter("nightshift_self_audits_total", "Self-audits that this server has completed");
        opened = breakerChanges("open");
        closed = breakerChanges("closed");
        newFailures = meters.counter(
                "nightshift_failure_groups_new_total", "Failure groups that began with a job that this server ended");
    }

    private Counter breakerChanges(String to) {
        return meters.counter(
                "nightshift_breaker_changes_total",
                "Circuit breakers of hosts that this server saw open and close",
                new Tag("to", to));
    }

    private Timer lateness(String source) {
        return meters.timer(
                "nightshift_job_lateness", "How long after its due time a job became ready", new Tag("source", source));
    }

    private Timer wait(String queue) {
        return meters.timer(
                "nightshift_job_wait", "How long jobs were ready before they started", new Tag("queue", queue));
    }

    /** The label of a queue wherever it is shown: its name, unless there are too many. */
    String label(QueueName queue) {
        return queues.admits(queue) ? queue.value() : LabelCap.OTHER;
    }

    /** Shows a queue, at 0 if nothing happened in it yet. */
    void know(QueueName queue) {
        waits(queue);
    }

    /** Shows a task in a queue, at 0 if nothing happened yet. */
    void know(QueueTask pair) {
        know(pair.queue());
        of(pair.queue(), pair.task());
    }

    /** Every pair of a queue and a task for which something was counted. */
    List<QueueTask> used() {
        return own.entrySet().stream()
                .filter(pair -> pair.getValue().isUsed())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void submitted(QueueName queue, TaskName task, Submit result) {
        of(queue, task).submitted(result);
    }

    @Override
    public void started(QueueName queue, Duration waited) {
        waits(queue).update(waited);
    }

    @Override
    public void attempted(QueueName queue, TaskName task, Outcome outcome, Duration duration) {
        settled(queue, task).attempted(outcome, duration);
    }

    @Override
    public void ended(QueueName queue, TaskName task, JobState state) {
        settled(queue, task).ended(state);
    }

    @Override
    public void promoted(boolean retry, Duration lateness) {
        (retry ? retryLateness : delayLateness).update(lateness);
    }

    @Override
    public void rescued(Duration overdue) {
        rescues.inc();
        rescueDelay.update(overdue);
    }

    @Override
    public void fenced() {
        fenced.inc();
    }

    @Override
    public void repaired(Invariant kind, long count) {
        repairs.get(kind).inc(count);
    }

    @Override
    public void leftUnrepaired(Invariant kind, long count) {
        unrepaired.get(kind).inc(count);
    }

    @Override
    public void audited() {
        audits.inc();
    }

    @Override
    public void breakerChanged(Destination destination, boolean open) {
        (open ? opened : closed).inc();
    }

    @Override
    public void failureGroupBegan(Fingerprint group) {
        newFailures.inc();
    }

    private Timer waits(QueueName queue) {
        Timer known = waits.get(queue);
        if (known != null) {
            return known;
        }
        return queues.admits(queue) ? waits.computeIfAbsent(queue, name -> wait(name.value())) : otherWaits;
    }

    private TaskMeters settled(QueueName queue, TaskName task) {
        Last known = last;
        if (known.queue != queue || known.task != task) {
            known = new Last(queue, task, of(queue, task));
            last = known;
        }
        return known.meters;
    }

    private TaskMeters of(QueueName queue, TaskName task) {
        QueueTask pair = new QueueTask(queue, task);
        TaskMeters known = own.get(pair);
        if (known != null) {
            return known;
        }
        return queues.admits(queue) && pairs.admits(pair)
                ? own.computeIfAbsent(pair, made -> new TaskMeters(meters, queue.value(), task.value()))
                : others;
    }
}
