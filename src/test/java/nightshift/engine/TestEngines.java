package nightshift.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nightshift.job.AttemptTracer;
import nightshift.job.Job;
import nightshift.job.JobHandler;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.job.RetryPolicy;
import nightshift.job.Submission;
import nightshift.job.TaskDefinition;
import nightshift.limit.DestinationRules;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.redis.check.AuditBounds;
import nightshift.redis.check.RedisIntegrity;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.DestinationText;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** Engines on one real store under a fresh namespace, with tasks that a test makes up. */
final class TestEngines implements BeforeEachCallback, AfterEachCallback, TaskDefinition.Catalog {

    static final Duration SHORT_LEASE = Duration.ofMillis(1_200);
    static final RetryPolicy AT_ONCE = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0);

    private final Supplier<URI> redis;
    private final int waitReplicas;
    private final Map<TaskName, TaskDefinition> tasks = new ConcurrentHashMap<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final AtomicInteger workers = new AtomicInteger();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    final AtomicInteger attempted = new AtomicInteger();
    final AtomicInteger fenced = new AtomicInteger();
    private final String namespace = UUID.randomUUID().toString();
    RedisStore store;
    Duration lease = SHORT_LEASE;

    TestEngines(RedisServer server) {
        this(server::url, 0);
    }

    TestEngines(Supplier<URI> redis, int waitReplicas) {
        this.redis = redis;
        this.waitReplicas = waitReplicas;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    /** Connects to Redis, for tests that do not register this as an extension. */
    void open() {
        store = store(redis.get());
    }

    /** Ends whatever was started. */
    void close() {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            try {
                toClose.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A store of its own, through whatever listens on a port. */
    RedisStore store(int port) {
        return store(URI.create(redis.get().toString().replaceAll(":\\d+$", ":" + port)));
    }

    private RedisStore store(URI url) {
        RedisStore fresh =
                RedisStore.connect(new RedisConfig(url, namespace, waitReplicas), this::thread, new StoreListener() {});
        toClose.add(fresh);
        return fresh;
    }

    void closeLater(AutoCloseable part) {
        toClose.add(part);
    }

    TestEngines task(String name, JobHandler handler) {
        return task(name, Duration.ofMinutes(1), handler);
    }

    TestEngines task(String name, Duration timeout, JobHandler handler) {
        TaskName taskName = new TaskName(name);
        tasks.put(taskName, new TaskDefinition(taskName, "", "{}", timeout, args -> List.of(), handler));
        return this;
    }

    TestEngines bulkTask(String name, JobHandler handler) {
        task(name, handler);
        tasks.computeIfPresent(new TaskName(name), (same, task) -> task.asBulk());
        return this;
    }

    Engine start(int concurrency) {
        return start(store, store.leases(), concurrency, true, true);
    }

    Engine start(RedisStore on, JobLeases leases, int concurrency, boolean worker, boolean scheduler) {
        EngineConfig config = new EngineConfig(
                "worker0" + workers.incrementAndGet(),
                "localhost",
                "test",
                concurrency,
                lease,
                new Retention(Duration.ofDays(1), Duration.ofDays(1), 100_000),
                worker,
                scheduler);
        ExecutorService executor = Executors.newCachedThreadPool(this::thread);
        toClose.add(executor::shutdownNow);
        Engine engine = new Engine(
                config,
                leases,
                on.upkeep(),
                on.workers(),
                on.events(),
                this,
                new CountingListener(),
                AttemptTracer.NONE,
                executor,
                this::thread);
        toClose.add(engine);
        engine.start();
        return engine;
    }

    private final class CountingListener implements JobListener {
        @Override
        public void attempted(QueueName queue, TaskName task, Outcome outcome, Duration duration) {
            attempted.incrementAndGet();
        }

        @Override
        public void fenced() {
            fenced.incrementAndGet();
        }
    }

    /** The self-audit of the same store with other bounds. */
    RedisIntegrity integrity(RedisClient client, AuditBounds bounds) {
        Keys keys = new Keys(namespace);
        Connection connection = new Connection(client, keys, 0, new StoreListener() {});
        return new RedisIntegrity(connection, keys, DestinationText.rules(DestinationRules.DEFAULTS), bounds);
    }

    /** The key of the numbers of jobs. */
    String countsKey() {
        return "{" + namespace + "}:counts";
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    static NewJob aJob(String task, int maxAttempts) {
        return new NewJob(
                new TaskName(task),
                "{}",
                JobOptions.with().maxAttempts(maxAttempts).retry(AT_ONCE).build());
    }

    JobId submit(String task) {
        return submit(aJob(task, 10));
    }

    JobId submit(NewJob job) {
        return submit(1, job).get(0);
    }

    List<JobId> submit(int times, NewJob job) {
        List<JobId> ids = new ArrayList<>();
        for (int left = times; left > 0; left -= 500) {
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(500, left); i++) {
                batch.add(Submission.of(job));
            }
            store.intake()
                    .submit(batch)
                    .forEach(result ->
                            ids.add(((SubmitResult.Accepted) result).job().id()));
        }
        return ids;
    }

    /** Takes a job as a worker that sends no heartbeat after that. */
    void claimAndDie(String worker, String task) {
        Awaitility.await()
                .until(() -> store.leases()
                                .exchange(
                                        List.of(),
                                        new ClaimRequest(worker, 1, Set.of(new TaskName(task)), Duration.ofMillis(1)))
                                .claimed()
                                .size()
                        == 1);
    }

    /** Lets the leases of all running jobs run out. */
    void expireLeases() {
        try (RedisClient client = RedisClient.create(redis.get())) {
            String leases = "{" + namespace + "}:leases";
            client.zrange(leases, 0, -1).forEach(id -> client.zadd(leases, 1, id));
        }
    }

    /** Lets a run of every schedule be due since a while. */
    void makeSchedulesDue(Duration ago) {
        try (RedisClient client = RedisClient.create(redis.get())) {
            client.eval(
                    "local t = redis.call('TIME')\n"
                            + "local at = string.format('%d', t[1] * 1000 + math.floor(t[2] / 1000) - ARGV[2])\n"
                            + "for _, name in ipairs(redis.call('ZRANGE', ARGV[1] .. 'schedules', 0, -1)) do\n"
                            + "  redis.call('HSET', ARGV[1] .. 'schedule:' .. name, 'planned', at, 'due', at)\n"
                            + "  redis.call('ZADD', ARGV[1] .. 'schedules', at, name)\n"
                            + "end",
                    0, "{" + namespace + "}:", Long.toString(ago.toMillis()));
        }
    }

    Job job(JobId id) {
        return store.catalog().find(id).orElseThrow();
    }

    Job await(JobId id, JobState state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> job(id), job -> job.state() == state);
    }

    long count(JobState state) {
        return store.queues().queue(QueueName.DEFAULT).orElseThrow().counts().get(state);
    }

    @Override
    public Optional<TaskDefinition> find(TaskName name) {
        return Optional.ofNullable(tasks.get(name));
    }

    @Override
    public List<TaskDefinition> all() {
        return List.copyOf(tasks.values());
    }
}
