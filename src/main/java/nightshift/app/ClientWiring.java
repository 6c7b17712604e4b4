package nightshift.app;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.api.events.EventStreams;
import nightshift.api.files.Downloads;
import nightshift.api.files.Uploads;
import nightshift.api.incident.ReportTurns;
import nightshift.api.jobs.JobWaiters;
import nightshift.api.jobs.LinesIntake;
import nightshift.api.jobs.UnknownTasks;
import nightshift.api.status.ServerInfo;
import nightshift.engine.AuditConfig;
import nightshift.failure.Comparisons;
import nightshift.incident.Incidents;
import nightshift.incident.Monitoring;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobListener;
import nightshift.job.TaskDefinition;
import nightshift.job.WorkerInfo;
import nightshift.operations.Operations;
import nightshift.redis.RedisStore;
import nightshift.store.FailureGroups;
import nightshift.store.JobIntake;
import nightshift.store.WorkerRegistry;
import nightshift.task.TaskName;
import nightshift.web.callers.PublicAddress;
import nightshift.web.exchange.RequestDrain;
import nightshift.web.wire.Patience;

/** What serves clients: waits, event streams, uploads and downloads. */
@Dependent
class ClientWiring {

    /** How long clients may take to leave when everything else has stopped. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

    /** How long a request may wait until few enough failure groups are being compared. */
    private static final Duration COMPARISON_WAIT = Duration.ofSeconds(10);

    @Produces
    @Singleton
    static UnknownTasks unknownTasks(Settings settings) {
        return settings.unknownTasks();
    }

    @Produces
    @Singleton
    static PublicAddress publicAddress(Settings settings) {
        return settings.publicAddress();
    }

    @Produces
    @Singleton
    static ServerInfo serverInfo(Settings settings, ServerIdentity server) {
        return new ServerInfo(
                server.version(),
                server.workerId(),
                List.copyOf(settings.roles()),
                settings.grafana(),
                settings.audit().map(AuditConfig::interval));
    }

    @Produces
    @Singleton
    static JobWaiters jobWaiters(RedisStore store, Threads threads) {
        return new JobWaiters(store.events(), threads.waits());
    }

    @Produces
    @Singleton
    static Comparisons comparisons(RedisStore store) {
        FailureGroups groups = store.failures();
        WorkerRegistry workers = store.workers();
        return new Comparisons(
                new Comparisons.Samples() {
                    @Override
                    public List<Job> members(Fingerprint group, int most) {
                        return groups.members(group, most);
                    }

                    @Override
                    public List<Job> succeeded(TaskName task, Instant from, Instant to, int most) {
                        return groups.succeeded(task, from, to, most);
                    }

                    @Override
                    public List<WorkerInfo> workers() {
                        return workers.workers();
                    }
                },
                COMPARISON_WAIT.toMillis());
    }

    @Produces
    @Singleton
    static EventStreams eventStreams(RedisStore store, Threads threads) {
        return new EventStreams(store.events(), threads.timers(), threads.loops());
    }

    @Produces
    @Singleton
    static Patience patience(Threads threads) {
        return new Patience(threads.named("nightshift-patience"));
    }

    @Produces
    @Singleton
    static LinesIntake linesIntake(
            JobIntake intake,
            JobListener listener,
            TaskDefinition.Catalog tasks,
            UnknownTasks unknown,
            Patience patience) {
        return new LinesIntake(intake, listener, tasks, unknown, patience);
    }

    @Produces
    @Singleton
    static Uploads uploads(Threads threads) {
        return new Uploads(threads.named("nightshift-upload"));
    }

    @Produces
    @Singleton
    static Downloads downloads(Threads threads) {
        return new Downloads(threads.named("nightshift-download"));
    }

    @Produces
    @Singleton
    static Incidents incidents(ServerIdentity server, RedisStore store, Operations operations, Monitoring monitoring) {
        return new Incidents(
                server.version(),
                new Incidents.Stored(
                        store.history(), store.workers(), operations, store.failureHours(), store.queues()),
                monitoring);
    }

    @Produces
    @Singleton
    static ReportTurns reportTurns() {
        return new ReportTurns();
    }

    @Produces
    @Singleton
    static RequestDrain requestDrain() {
        return new RequestDrain(LAST_REQUESTS);
    }
}
