package nightshift.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.job.JobListener;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.QueueName;
import nightshift.job.TaskName;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Counts what this server does with jobs. Called for every job: after the first of its kind, a call is two map look-ups
 * and an addition.
 */
public final class JobMetrics implements JobListener {

    private static final int QUEUES = 50;
    private static final int TASKS = 100;

    private final Meters meters;
    private final LabelCap queues;
    private final LabelCap tasks;
    private final Map<QueueName, Map<TaskName, TaskMeters>> byQueue = new ConcurrentHashMap<>();
    private final Map<QueueName, Timer> waits = new ConcurrentHashMap<>();
    private final Map<String, TaskMeters> byLabels = new ConcurrentHashMap<>();
    private final Timer delayLateness;
    private final Timer retryLateness;
    private final Timer rescueDelay;
    private final Counter rescues;
    private final Counter fenced;

    /** @param registry takes the metrics */
    public JobMetrics(MetricRegistry registry) {
        meters = new Meters(registry);
        Counter capped = meters.counter("nightshift_metric_labels_capped_total",
                "Queues and tasks that are counted as _other because there are too many");
        queues = new LabelCap(QUEUES, capped::inc);
        tasks = new LabelCap(TASKS, capped::inc);
        delayLateness = lateness("delay");
        retryLateness = lateness("retry");
        rescueDelay = meters.timer("nightshift_rescue_delay", "From the end of a lost job's lease to its rescue");
        rescues = meters.counter("nightshift_rescues_total", "Jobs that this server took over from lost workers");
        fenced = meters.counter("nightshift_fenced_writes_total",
                "Results of this server that were dropped because the job's lease was lost");
    }

    private Timer lateness(String source) {
        return meters.timer("nightshift_job_lateness", "How long after its due time a job became ready", new Tag("source", source));
    }

    @Override
    public void submitted(QueueName queue, TaskName task, Submit result) {
        of(queue, task).submitted(result);
    }

    @Override
    public void started(QueueName queue, Duration waited) {
        Timer wait = waits.get(queue);
        if (wait == null) {
            wait = meters.timer("nightshift_job_wait", "How long jobs were ready before they started",
                    new Tag("queue", queues.label(queue.value())));
            remember(waits, queue, wait);
        }
        wait.update(waited);
    }

    @Override
    public void attempted(QueueName queue, TaskName task, Outcome outcome, Duration duration) {
        of(queue, task).attempted(outcome, duration);
    }

    @Override
    public void ended(QueueName queue, TaskName task, JobState state) {
        of(queue, task).ended(state);
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

    private TaskMeters of(QueueName queue, TaskName task) {
        Map<TaskName, TaskMeters> ofQueue = byQueue.get(queue);
        TaskMeters found = ofQueue == null ? null : ofQueue.get(task);
        return found != null ? found : make(queue, task);
    }

    private TaskMeters make(QueueName queue, TaskName task) {
        String ofQueue = queues.label(queue.value());
        String ofTask = tasks.label(task.value());
        TaskMeters made = byLabels.computeIfAbsent(ofQueue + " " + ofTask, key -> new TaskMeters(meters, ofQueue, ofTask));
        Map<TaskName, TaskMeters> inner = byQueue.get(queue);
        if (inner == null) {
            inner = new ConcurrentHashMap<>();
            remember(byQueue, queue, inner);
        }
        remember(inner, task, made);
        return made;
    }

    // Names past the cap are looked up anew each time: remembering them would let clients fill the memory.
    private static <K, V> void remember(Map<K, V> map, K key, V value) {
        if (map.size() < QUEUES + TASKS) {
            map.putIfAbsent(key, value);
        }
    }
}
