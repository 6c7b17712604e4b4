package nightshift.observe.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.JobState;
import nightshift.job.ScalingSignal;
import nightshift.job.WorkerInfo;
import nightshift.store.Destinations;
import nightshift.store.FailureGroups;
import nightshift.store.QueueControl;
import nightshift.store.QueueStatus;
import nightshift.store.QueueTask;
import nightshift.store.QueueTasks;
import nightshift.store.Schedules;
import nightshift.store.StoreUnavailable;
import nightshift.store.WorkerRegistry;
import nightshift.task.TaskName;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows the state of all servers together. Every server shows the same. A timer reads it from the store, never a
 * scrape. While the store is away, these metrics are missing, because an old number would mislead.
 */
final class ClusterMetrics {

    private static final Logger LOG = Logger.getLogger(ClusterMetrics.class.getName());
    private static final int UNROUTABLE_TASKS = 20;
    private static final Duration RECORD_AGAIN = Duration.ofDays(1);

    private final Meters meters;
    private final JobMetrics jobs;
    private final QueueControl queues;
    private final QueueTasks queueTasks;
    private final WorkerRegistry workers;
    private final Schedules schedules;
    private final Destinations destinations;
    private final FailureGroups failures;
    private final ScalingSignal scaling;
    private final Map<Series, Number> values = new ConcurrentHashMap<>();
    private final Set<Series> registered = new HashSet<>();
    /** When a task in a queue was reported to the other servers. */
    private final Map<QueueTask, Instant> recorded = new HashMap<>();

    /** One series: a metric under certain labels. */
    private record Series(String name, List<Tag> tags) {

        private Tag[] labels() {
            return tags.toArray(Tag[]::new);
        }
    }

    ClusterMetrics(
            Meters meters,
            JobMetrics jobs,
            QueueControl queues,
            QueueTasks queueTasks,
            WorkerRegistry workers,
            Schedules schedules,
            Destinations destinations,
            FailureGroups failures,
            ScalingSignal scaling) {
        this.meters = meters;
        this.jobs = jobs;
        this.queues = queues;
        this.queueTasks = queueTasks;
        this.workers = workers;
        this.schedules = schedules;
        this.destinations = destinations;
        this.failures = failures;
        this.scaling = scaling;
    }

    /** Reads the store once. Does not throw: a timer calls it. */
    void refresh() {
        try {
            Map<Series, Number> read = read();
            shareQueueTasks();
            show(read);
        } catch (StoreUnavailable e) {
            show(Map.of());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The metrics of all servers could not be read", e);
            show(Map.of());
        }
    }

    /** So that all servers have a series at 0 before they count in it. */
    private void shareQueueTasks() {
        Instant now = Instant.now();
        List<QueueTask> unrecorded = jobs.used().stream()
                .filter(pair -> recorded.getOrDefault(pair, Instant.MIN).isBefore(now.minus(RECORD_AGAIN)))
                .toList();
        if (!unrecorded.isEmpty()) {
            remember(unrecorded, now);
        }
        Collection<QueueTask> shared = queueTasks.all();
        if (shared.isEmpty()) { // the store lost them
            recorded.clear();
        }
        shared.forEach(jobs::know);
    }

    /** If the store has no room, tries again next time: the other metrics still show. */
    private void remember(List<QueueTask> unrecorded, Instant now) {
        try {
            queueTasks.add(unrecorded);
            unrecorded.forEach(pair -> recorded.put(pair, now));
        } catch (StoreUnavailable e) {
            LOG.log(Level.FINE, "New tasks in queues cannot be reported to the other servers", e);
        }
    }

    private Map<Series, Number> read() {
        Map<Series, Number> read = new HashMap<>();
        double now = System.currentTimeMillis() / 1000.0;
        List<QueueStatus> byUse = queues.queues().stream()
                .sorted(Comparator.comparing(ClusterMetrics::jobs).reversed())
                .toList();
        for (QueueStatus queue : byUse) { // those with the most jobs get a label first, while there is room
            jobs.know(queue.name());
            put(read, queue, jobs.label(queue.name()), now);
        }
        putUnroutable(read);
        for (WorkerInfo.State state : WorkerInfo.State.values()) {
            read.put(new Series("nightshift_workers", List.of(new Tag("state", TaskMeters.lower(state)))), 0L);
        }
        for (WorkerInfo worker : workers.workers()) {
            read.merge(
                    new Series("nightshift_workers", List.of(new Tag("state", TaskMeters.lower(worker.state())))),
                    1L,
                    ClusterMetrics::sum);
        }
        Schedules.Counts counts = schedules.counts();
        read.put(schedules("active"), counts.active());
        read.put(schedules("paused"), counts.paused());
        read.put(schedules("ended"), counts.ended());
        putDestinations(read);
        FailureGroups.Counts groups = failures.counts();
        read.put(failureGroups("open"), groups.open());
        read.put(failureGroups("muted"), groups.muted());
        read.put(failureGroups("idle"), groups.idle());
        scaling.desiredWorkers()
                .ifPresent(wanted -> read.put(new Series("nightshift_desired_workers", List.of()), wanted));
        read.put(new Series("nightshift_cluster_stats_timestamp_seconds", List.of()), now);
        return read;
    }

    private static void put(Map<Series, Number> read, QueueStatus queue, String label, double now) {
        Tag ofQueue = new Tag("queue", label);
        for (JobState state : JobState.values()) {
            read.merge(
                    new Series("nightshift_queue_jobs", List.of(ofQueue, new Tag("state", TaskMeters.lower(state)))),
                    queue.counts().getOrDefault(state, 0L),
                    ClusterMetrics::sum);
        }
        double since = queue.pause().isPresent()
                ? 0
                : queue.oldestReady().map(age -> now - age.toMillis() / 1000.0).orElse(0.0);
        read.merge(
                new Series("nightshift_queue_oldest_ready_timestamp_seconds", List.of(ofQueue)),
                since,
                ClusterMetrics::older);
        read.merge(
                new Series("nightshift_queue_paused", List.of(ofQueue)),
                queue.pause().isPresent() ? 1L : 0L,
                (one, other) -> Math.max(one.longValue(), other.longValue()));
    }

    private static Number older(Number one, Number other) {
        return one.doubleValue() == 0
                ? other
                : other.doubleValue() == 0 ? one : Math.min(one.doubleValue(), other.doubleValue());
    }

    /** The tasks with the most jobs have a label; the others are there at 0 too, so that the metric always is. */
    private void putUnroutable(Map<Series, Number> read) {
        Map<TaskName, Long> jobsByTask = queues.unroutable();
        List<TaskName> most = jobsByTask.keySet().stream()
                .sorted(Comparator.<TaskName, Long>comparing(jobsByTask::get).reversed())
                .limit(UNROUTABLE_TASKS)
                .toList();
        read.put(unroutable(LabelCap.OTHER), 0L);
        jobsByTask.forEach((task, count) -> read.merge(
                unroutable(most.contains(task) ? task.value() : LabelCap.OTHER), count, ClusterMetrics::sum));
    }

    private void putDestinations(Map<Series, Number> read) {
        Destinations.Counts counts = destinations.counts();
        read.put(destinations("open"), counts.open());
        read.put(destinations("half_open"), counts.halfOpen());
        read.put(destinationJobs("breaker"), counts.forBreakers());
        read.put(destinationJobs("limit"), counts.forLimits());
    }

    private static Series destinationJobs(String reason) {
        return new Series("nightshift_destination_jobs_waiting", List.of(new Tag("reason", reason)));
    }

    private static Series destinations(String state) {
        return new Series("nightshift_destinations", List.of(new Tag("state", state)));
    }

    private static Series failureGroups(String state) {
        return new Series("nightshift_failure_groups", List.of(new Tag("state", state)));
    }

    private static Series schedules(String state) {
        return new Series("nightshift_schedules", List.of(new Tag("state", state)));
    }

    private static Series unroutable(String task) {
        return new Series("nightshift_unroutable_jobs", List.of(new Tag("task", task)));
    }

    private static long jobs(QueueStatus queue) {
        return queue.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Number sum(Number one, Number other) {
        return one.longValue() + other.longValue();
    }

    private synchronized void show(Map<Series, Number> read) {
        values.putAll(read);
        for (Series series : Set.copyOf(registered)) {
            if (!read.containsKey(series)) {
                meters.remove(series.name(), series.labels());
                registered.remove(series);
                values.remove(series);
            }
        }
        for (Series series : read.keySet()) {
            if (registered.add(series)) {
                meters.gauge(
                        series.name(),
                        Descriptions.of(series.name()),
                        () -> values.getOrDefault(series, 0),
                        series.labels());
            }
        }
    }

    /** What the metrics mean. */
    private static final class Descriptions {

        private static final Map<String, String> TEXTS = Map.ofEntries(
                Map.entry("nightshift_queue_jobs", "Jobs in a queue, by state"),
                Map.entry(
                        "nightshift_queue_oldest_ready_timestamp_seconds",
                        "Since when the oldest ready job could start; 0 if none can"),
                Map.entry("nightshift_queue_paused", "1 while a queue is paused"),
                Map.entry("nightshift_unroutable_jobs", "Ready jobs whose task no worker knows"),
                Map.entry("nightshift_workers", "Workers, by state"),
                Map.entry("nightshift_schedules", "Schedules, by state"),
                Map.entry("nightshift_destinations", "Hosts whose circuit breaker is not closed, by its state"),
                Map.entry("nightshift_destination_jobs_waiting", "Ready jobs that wait for a host, by the reason"),
                Map.entry("nightshift_failure_groups", "Failure groups: with jobs, muted, and without jobs"),
                Map.entry("nightshift_desired_workers", "How many workers the load needs"),
                Map.entry("nightshift_cluster_stats_timestamp_seconds", "When the metrics of all servers were read"));

        static String of(String name) {
            return TEXTS.get(name);
        }
    }
}
