package nightshift.redis;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import nightshift.access.AccessStore;
import nightshift.limit.DestinationRules;
import nightshift.redis.check.AuditBounds;
import nightshift.redis.check.RedisIntegrity;
import nightshift.redis.find.RedisJobCatalog;
import nightshift.redis.find.RedisJobWalks;
import nightshift.redis.find.RedisQueueTasks;
import nightshift.redis.find.RedisRipeJobs;
import nightshift.redis.find.SegmentUpkeep;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.link.Pools;
import nightshift.redis.link.Probe;
import nightshift.redis.link.RedisAddress;
import nightshift.redis.link.RedisStoreHealth;
import nightshift.redis.record.DestinationText;
import nightshift.redis.record.NewJobs;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.Destinations;
import nightshift.store.EventFeed;
import nightshift.store.FailureGroups;
import nightshift.store.FailureHours;
import nightshift.store.History;
import nightshift.store.Integrity;
import nightshift.store.JobCatalog;
import nightshift.store.JobIntake;
import nightshift.store.JobLeases;
import nightshift.store.JobPlaces;
import nightshift.store.JobUpkeep;
import nightshift.store.JobWalks;
import nightshift.store.OperationSteps;
import nightshift.store.QueueControl;
import nightshift.store.QueueTasks;
import nightshift.store.RipeJobs;
import nightshift.store.ScheduleTurns;
import nightshift.store.Schedules;
import nightshift.store.SearchUpkeep;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.StoreLoss;
import nightshift.store.WorkerRegistry;
import redis.clients.jedis.RedisClient;

/** The front door of the store: one pool of connections, and the ports that use it. */
public final class RedisStore implements AutoCloseable {

    private final List<RedisClient> clients;
    private final RedisJobIntake intake;
    private final RedisBulkJobs bulk;
    private final RedisJobLeases leases;
    private final RedisJobUpkeep upkeep;
    private final RedisRipeJobs ripeJobs;
    private final RedisJobCatalog catalog;
    private final RedisJobPlaces places;
    private final SegmentUpkeep search;
    private final RedisJobWalks walks;
    private final RedisOperationSteps operationSteps;
    private final RedisQueueControl queues;
    private final RedisQueueTasks queueTasks;
    private final RedisDestinations destinations;
    private final RedisFailures failures;
    private final RedisWorkerRegistry workers;
    private final RedisEventFeed events;
    private final RedisStoreHealth health;
    private final RedisAccess access;
    private final RedisSchedules schedules;
    private final RedisScheduleTurns turns;
    private final RedisIntegrity integrity;
    private final RedisHistory history;
    private final RedisFailureHours failureHours;

    private RedisStore(
            RedisClient jedis,
            RedisClient quick,
            Probe probe,
            Keys keys,
            int waitReplicas,
            DestinationRules rules,
            ThreadFactory threads,
            StoreListener listener) {
        this.clients = List.of(jedis, quick);
        Connection redis = new Connection(jedis, keys, waitReplicas, listener);
        NewJobs newJobs = new NewJobs();
        intake = new RedisJobIntake(redis, keys, newJobs);
        bulk = new RedisBulkJobs(redis, keys, newJobs);
        RedisClock clock = new RedisClock(redis);
        byte[] rulesText = DestinationText.rules(rules);
        leases = new RedisJobLeases(redis, clock, rulesText);
        ripeJobs = new RedisRipeJobs(redis, keys);
        upkeep = new RedisJobUpkeep(redis, keys, ripeJobs, clock, rulesText);
        queues = new RedisQueueControl(redis, keys);
        queueTasks = new RedisQueueTasks(redis, keys);
        catalog = new RedisJobCatalog(redis, keys);
        places = new RedisJobPlaces(redis, rules);
        destinations = new RedisDestinations(redis, keys, rules);
        failures = new RedisFailures(redis, keys);
        search = new SegmentUpkeep(redis, keys);
        walks = new RedisJobWalks(redis, keys, catalog);
        operationSteps = new RedisOperationSteps(redis, keys, bulk);
        workers = new RedisWorkerRegistry(redis, keys);
        health = new RedisStoreHealth(probe, redis::connections, threads);
        access = new RedisAccess(new Connection(quick, keys, 0, listener), keys, health);
        schedules = new RedisSchedules(redis, keys, newJobs);
        turns = new RedisScheduleTurns(redis, keys, newJobs, schedules);
        events = new RedisEventFeed(redis, keys, threads);
        integrity = new RedisIntegrity(redis, keys, rulesText, AuditBounds.DEFAULTS);
        history = new RedisHistory(redis, keys);
        failureHours = new RedisFailureHours(redis, keys, failures);
        health.watch(new StoreHealth.Watcher() {
            @Override
            public void changed(StoreHealth.Status status) {
                // Idle connections may lead to a server that is gone, and the next caller would find that out.
                clients.forEach(client -> client.getPool().clear());
            }

            @Override
            public void lost(StoreLoss loss) {
                events.storeChanged();
            }
        });
    }

    /**
     * Opens the store. Succeeds even while Redis is away: calls fail until it is back.
     *
     * @param threads  makes the two threads that follow events and watch over Redis
     * @param listener gets every call
     */
    public static RedisStore connect(RedisConfig config, ThreadFactory threads, StoreListener listener) {
        Keys keys = new Keys(config.namespace());
        Pools pools = new Pools(RedisAddress.of(config.url()), keys, listener);
        return new RedisStore(
                pools.main(),
                pools.quick(),
                pools.probe(config.waitReplicas()),
                keys,
                config.waitReplicas(),
                config.destinations(),
                threads,
                listener);
    }

    /** Every name under which a {@link StoreListener} gets calls. */
    public static List<String> calls() {
        return Stream.concat(
                        Arrays.stream(LuaScript.values()).map(LuaScript::call).distinct(),
                        Stream.of(Connection.CLAIM_SETTLE, StoreListener.COMMANDS))
                .toList();
    }

    /** Accepts jobs. */
    public JobIntake intake() {
        return intake;
    }

    /** Keeps bulk jobs. */
    public BulkJobs bulkJobs() {
        return bulk;
    }

    /** Keeps how far bulk jobs have come. */
    public Checkpoints checkpoints() {
        return bulk;
    }

    /** Hands jobs to workers. */
    public JobLeases leases() {
        return leases;
    }

    /** Keeps jobs moving. */
    public JobUpkeep upkeep() {
        return upkeep;
    }

    /** Compares what is derived from jobs with the jobs. */
    public Integrity integrity() {
        return integrity;
    }

    /** Returns finished jobs before they are removed. */
    public RipeJobs ripeJobs() {
        return ripeJobs;
    }

    /** Keeps schedules. */
    public Schedules schedules() {
        return schedules;
    }

    /** Hands out the turns of schedules. */
    public ScheduleTurns scheduleTurns() {
        return turns;
    }

    /** Shows jobs. */
    public JobCatalog catalog() {
        return catalog;
    }

    /** Finds out where jobs stand. */
    public JobPlaces places() {
        return places;
    }

    /** Keeps the index for search. */
    public SearchUpkeep search() {
        return search;
    }

    /** Walks the jobs that fit a filter. */
    public JobWalks walks() {
        return walks;
    }

    /** Does the work of operations. */
    public OperationSteps operationSteps() {
        return operationSteps;
    }

    /** Shows and controls queues. */
    public QueueControl queues() {
        return queues;
    }

    /** Shows and controls the hosts that jobs call. */
    public Destinations destinations() {
        return destinations;
    }

    /** Shows failed jobs by their causes. */
    public FailureGroups failures() {
        return failures;
    }

    /** Shows which causes failed when. */
    public FailureHours failureHours() {
        return failureHours;
    }

    /** Remembers which tasks were seen in which queues. */
    public QueueTasks queueTasks() {
        return queueTasks;
    }

    /** Knows the workers. */
    public WorkerRegistry workers() {
        return workers;
    }

    /** Shows what people and servers did. */
    public History history() {
        return history;
    }

    /** Reports changes. */
    public EventFeed events() {
        return events;
    }

    /** Keeps keys, accounts and sessions. */
    public AccessStore access() {
        return access;
    }

    /** Knows whether Redis answers. */
    public StoreHealth health() {
        return health;
    }

    @Override
    public void close() {
        events.close();
        health.close();
        clients.forEach(RedisClient::close);
    }
}
