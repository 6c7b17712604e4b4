package nightshift.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import nightshift.access.AccessStore;
import nightshift.bulk.BulkJobs;
import nightshift.bulk.Checkpoints;
import nightshift.bulk.JobScan;
import nightshift.bulk.RipeJobs;
import nightshift.job.EventFeed;
import nightshift.job.JobCatalog;
import nightshift.job.JobIntake;
import nightshift.job.JobLeases;
import nightshift.job.JobUpkeep;
import nightshift.job.QueueControl;
import nightshift.job.QueueTasks;
import nightshift.job.StoreHealth;
import nightshift.job.StoreListener;
import nightshift.job.WorkerRegistry;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;

/** The front door of the store: one pool of connections, and the ports that stand on it. */
public final class RedisStore implements AutoCloseable {

    static final int CONNECT_MS = 2_000;
    static final int ANSWER_MS = 5_000;
    /** Short, so that requests which find all connections waiting for a Redis that hangs do not hang as well. */
    private static final int FREE_CONNECTION_MS = 1_000;
    private static final int CONNECTIONS = 32;

    private final RedisClient jedis;
    private final RedisJobIntake intake;
    private final RedisBulkJobs bulk;
    private final RedisJobLeases leases;
    private final RedisJobUpkeep upkeep;
    private final RedisRipeJobs ripeJobs;
    private final RedisJobCatalog catalog;
    private final RedisJobScan scan;
    private final RedisQueueControl queues;
    private final RedisQueueTasks queueTasks;
    private final RedisWorkerRegistry workers;
    private final RedisEventFeed events;
    private final RedisStoreHealth health;
    private final RedisAccess access;

    private RedisStore(RedisClient jedis, Keys keys, int waitReplicas, ThreadFactory threads, StoreListener listener) {
        this.jedis = jedis;
        Connection redis = new Connection(jedis, keys, waitReplicas, listener);
        NewJobs newJobs = new NewJobs();
        intake = new RedisJobIntake(redis, newJobs);
        bulk = new RedisBulkJobs(redis, keys, newJobs);
        RedisClock clock = new RedisClock(redis);
        leases = new RedisJobLeases(redis, clock);
        upkeep = new RedisJobUpkeep(redis, keys, clock);
        queues = new RedisQueueControl(redis, keys);
        queueTasks = new RedisQueueTasks(redis, keys);
        ripeJobs = new RedisRipeJobs(redis, keys);
        catalog = new RedisJobCatalog(redis, keys);
        scan = new RedisJobScan(redis, keys);
        workers = new RedisWorkerRegistry(redis, keys);
        access = new RedisAccess(redis, keys);
        health = new RedisStoreHealth(redis, threads);
        events = new RedisEventFeed(redis, keys, threads);
    }

    /**
     * Opens the store. Does not fail when Redis is away: calls fail until it is back.
     *
     * @param threads  makes the two threads that follow events and watch over Redis
     * @param listener hears of every call
     */
    public static RedisStore connect(RedisConfig config, ThreadFactory threads, StoreListener listener) {
        RedisAddress address = RedisAddress.of(config.url());
        JedisClientConfig client = DefaultJedisClientConfig.builder()
                // Named, or Jedis asks the first connection for it, and guesses for good where Redis is away just then.
                .protocol(RedisProtocol.RESP3)
                .connectionTimeoutMillis(CONNECT_MS)
                .socketTimeoutMillis(ANSWER_MS)
                .blockingSocketTimeoutMillis(ANSWER_MS)
                .user(address.user())
                .password(address.password())
                .database(address.database())
                .clientName("nightshift")
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .build();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(FREE_CONNECTION_MS));
        Keys keys = new Keys(config.namespace());
        RedisClient jedis = RedisClient.builder().clientConfig(client).connectionProvider(
                new TimedConnections(new MasterSockets(address, client, keys.prefix()), client, pool, listener)).build();
        return new RedisStore(jedis, keys, config.waitReplicas(), threads, listener);
    }

    /** Every name by which a {@link StoreListener} hears of calls. */
    public static List<String> calls() {
        return Stream.concat(Arrays.stream(LuaScript.values()).map(LuaScript::label),
                Stream.of(Connection.CLAIM_SETTLE, StoreListener.COMMANDS)).toList();
    }

    /** Takes jobs in. */
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

    /** Gives out finished jobs before they are removed. */
    public RipeJobs ripeJobs() {
        return ripeJobs;
    }

    /** Shows jobs. */
    public JobCatalog catalog() {
        return catalog;
    }

    /** Walks all jobs. */
    public JobScan scan() {
        return scan;
    }

    /** Shows and steers queues. */
    public QueueControl queues() {
        return queues;
    }

    /** Remembers which tasks were seen in which queues. */
    public QueueTasks queueTasks() {
        return queueTasks;
    }

    /** Knows the workers. */
    public WorkerRegistry workers() {
        return workers;
    }

    /** Tells what changes. */
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
        jedis.close();
    }
}
