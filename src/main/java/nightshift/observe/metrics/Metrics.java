package nightshift.observe.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightshift.access.AuthFailure;
import nightshift.engine.EngineStatus;
import nightshift.job.ArchiveListener;
import nightshift.job.BulkListener;
import nightshift.job.JobListener;
import nightshift.job.OperationListener;
import nightshift.job.Reserved;
import nightshift.job.ScalingSignal;
import nightshift.job.TaskDefinition;
import nightshift.schedule.ScheduleListener;
import nightshift.store.Destinations;
import nightshift.store.FailureGroups;
import nightshift.store.QueueControl;
import nightshift.store.QueueTask;
import nightshift.store.QueueTasks;
import nightshift.store.Schedules;
import nightshift.store.SearchUpkeep;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.WorkerRegistry;
import nightshift.task.QueueName;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** All of Nightshift's metrics, or none if they are switched off. */
public final class Metrics {

    /** How often to call what {@link #cluster} gives. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Runnable NOTHING = () -> {};

    private final Optional<Parts> parts;

    private record Parts(
            Meters meters,
            JobMetrics jobs,
            RedisMetrics redis,
            HttpMetrics http,
            Tally authFailures,
            Tally deliveries,
            BulkMetrics bulk,
            OperationMetrics operations,
            ArchiveMetrics archive,
            ScheduleMetrics schedules,
            SearchMetrics search) {}

    private Metrics(Optional<Parts> parts) {
        this.parts = parts;
    }

    /** Nothing is counted and nothing is shown. */
    public static Metrics off() {
        return new Metrics(Optional.empty());
    }

    /**
     * Counts and shows everything.
     *
     * @param registry   takes the metrics
     * @param storeCalls every name under which the store reports its calls
     * @param deliveries every result that a delivery can have
     */
    public static Metrics on(MetricRegistry registry, Collection<String> storeCalls, Collection<String> deliveries) {
        Meters meters = new Meters(registry);
        Counter capped = meters.counter(
                "nightshift_metric_labels_capped_total",
                "Labels that were replaced by one for all others because there are too many");
        return new Metrics(Optional.of(new Parts(
                meters,
                new JobMetrics(meters, capped),
                new RedisMetrics(meters, storeCalls),
                new HttpMetrics(meters, capped, ApiCalls.known()),
                new Tally(
                        meters,
                        "nightshift_auth_failures_total",
                        "Requests that were refused because of their sender",
                        "kind",
                        Arrays.stream(AuthFailure.values())
                                .map(TaskMeters::lower)
                                .toList()),
                new Tally(
                        meters,
                        "nightshift_deliveries_total",
                        "Attempts of http.request, by their result",
                        "result",
                        deliveries),
                new BulkMetrics(meters),
                new OperationMetrics(meters),
                new ArchiveMetrics(meters),
                new ScheduleMetrics(meters),
                new SearchMetrics(meters))));
    }

    /** The listener for jobs. */
    public JobListener jobs() {
        return parts.<JobListener>map(Parts::jobs).orElseGet(() -> new JobListener() {});
    }

    /** The listener for calls of the store. */
    public StoreListener store() {
        return parts.<StoreListener>map(Parts::redis).orElseGet(() -> new StoreListener() {});
    }

    /** The listener for refused callers. */
    public Consumer<AuthFailure> authFailures() {
        return failure -> parts.ifPresent(all -> all.authFailures.count(TaskMeters.lower(failure)));
    }

    /** The listener for the results of deliveries. */
    public Consumer<String> deliveries() {
        return result -> parts.ifPresent(all -> all.deliveries.count(result));
    }

    /** The listener for bulk jobs. */
    public BulkListener bulk() {
        return parts.<BulkListener>map(Parts::bulk).orElse(BulkListener.NONE);
    }

    /** The listener for operations. */
    public OperationListener operations() {
        return parts.<OperationListener>map(Parts::operations).orElse(OperationListener.NONE);
    }

    /** The listener for the archive. */
    public ArchiveListener archive() {
        return parts.<ArchiveListener>map(Parts::archive).orElse(ArchiveListener.NONE);
    }

    /** The listener for schedules. */
    public ScheduleListener schedules() {
        return parts.<ScheduleListener>map(Parts::schedules).orElseGet(() -> new ScheduleListener() {});
    }

    /** The listener for the upkeep of the index for search. */
    public Consumer<SearchUpkeep.Round> search() {
        return parts.<Consumer<SearchUpkeep.Round>>map(Parts::search).orElse(round -> {});
    }

    /** The listener for requests. */
    Optional<HttpMetrics> http() {
        return parts.map(Parts::http);
    }

    /** Shows the state of this server. */
    public void show(Supplier<EngineStatus> engine, StoreHealth store, Supplier<Number> eventClients) {
        parts.ifPresent(all -> {
            ServerMetrics server = new ServerMetrics(all.meters);
            server.engine(engine);
            server.store(store);
            server.eventClients(eventClients);
        });
    }

    /** Shows the version of this server. */
    public void showBuild(String version, String revision) {
        parts.ifPresent(all -> new ServerMetrics(all.meters).build(version, revision));
    }

    /** Shows how many batch jobs have ended that the batch runtime still remembers. */
    public void showBatch(Supplier<Number> remembered) {
        parts.ifPresent(all -> new ServerMetrics(all.meters).batch(remembered));
    }

    /** Shows that this server submits canary jobs. */
    public void showCanary(Duration every) {
        parts.ifPresent(all -> new ServerMetrics(all.meters).canary(every));
    }

    /** Shows that this server does self-audits. */
    public void showSelfAudit(Duration every) {
        parts.ifPresent(all -> new ServerMetrics(all.meters).selfAudit(every));
    }

    /** Shows the tasks of this server, at 0, in the queue where their jobs usually are. */
    public void show(TaskDefinition.Catalog tasks) {
        parts.ifPresent(all -> tasks.all()
                .forEach(task -> all.jobs.know(new QueueTask(
                        task.name().equals(Reserved.CANARY_TASK) ? Reserved.CANARY_QUEUE : QueueName.DEFAULT,
                        task.name()))));
    }

    /**
     * Counts messages of the log.
     *
     * @return ends it
     */
    public Runnable countLog() {
        return parts.<Runnable>map(all -> new LogMetrics(all.meters)::close).orElse(NOTHING);
    }

    /** Reads the state of all servers together, and shows it. Does not throw: for a timer. */
    public Runnable cluster(
            QueueControl queues,
            QueueTasks queueTasks,
            WorkerRegistry workers,
            Schedules schedules,
            Destinations destinations,
            FailureGroups failures,
            ScalingSignal scaling) {
        return parts.<Runnable>map(all -> new ClusterMetrics(
                                all.meters,
                                all.jobs,
                                queues,
                                queueTasks,
                                workers,
                                schedules,
                                destinations,
                                failures,
                                scaling)::refresh)
                .orElse(NOTHING);
    }
}
