package nightshift.imports.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.disk.DiskRoom;
import nightshift.engine.Engine;
import nightshift.engine.EngineConfig;
import nightshift.imports.plan.ImportPlan;
import nightshift.job.AttemptTracer;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.Claimed;
import nightshift.job.Job;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.LeasedAttempt;
import nightshift.job.NewJob;
import nightshift.job.Retention;
import nightshift.job.RetryPolicy;
import nightshift.job.Submission;
import nightshift.job.TaskDefinition;
import nightshift.observe.metrics.CountedCheckpoints;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.BulkJob;
import nightshift.store.Checkpoints;
import nightshift.store.ClaimRequest;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.JobIntake;
import nightshift.store.StoreListener;
import nightshift.support.ClaimedAttempt;
import nightshift.support.RedisServer;
import nightshift.support.RedisUsers;
import nightshift.task.JobContext;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.RawTaskHandler;
import nightshift.task.TaskName;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Imports on one real store under a fresh namespace, and engines that do them. Nobody does the jobs of the rows. */
final class TestImports implements BeforeEachCallback, AfterEachCallback {

    static final QueueName QUEUE = new QueueName("rows");

    static final TaskName ROW = new TaskName("row");

    static final Duration LEASE = Duration.ofMillis(1_200);

    private static final RetryPolicy AT_ONCE = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0);

    private final RedisServer server;

    private final List<AutoCloseable> toClose = new ArrayList<>();

    private final AtomicInteger workers = new AtomicInteger();

    private final TaskCompiler compiler = new TaskCompiler();

    private final TaskDefinition row = compiler.compile(ROW, "", Duration.ofMinutes(1), new RowHandler());

    private final String namespace = UUID.randomUUID().toString();

    private Path folder;

    final AtomicInteger announced = new AtomicInteger();

    final ImportResults results = new ImportResults(this);

    RedisStore store;

    PartitionStep step = ImportSteps::plainStep;

    Duration retention = Duration.ofHours(72);

    DiskRoom room = folder -> Long.MAX_VALUE;

    private JobIntake intake;

    TestImports(RedisServer server) {
        this.server = server;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("nightshift-imports");
        store = RedisStore.connect(
                new RedisConfig(RedisUsers.application(server, namespace), namespace),
                this::thread,
                new StoreListener() {});
        toClose.add(store);
        intake = store.intake();
    }

    /** From now on a replica must confirm the helpers that imports submit. */
    void waitForReplica() {
        RedisStore waiting = RedisStore.connect(
                new RedisConfig(RedisUsers.application(server, namespace), namespace, 1),
                this::thread,
                new StoreListener() {});
        toClose.add(waiting);
        intake = waiting.intake();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins an import of lines of CSV, cut into partitions of about the same number of rows. */
    JobId begin(List<String> rows, int partitions) throws IOException {
        JobId id = store.bulkJobs().newId();
        ImportPlan plan = SourceFiles.write(folder(id), rows, partitions);
        store.bulkJobs()
                .begin(new BulkJob(id, BulkKind.IMPORT, plan.json(), plan.checkpoints()), Submission.of(job("{}")));
        return id;
    }

    /** A job of the task that imports. */
    static NewJob job(String args) {
        return new NewJob(
                ImportTask.NAME,
                args,
                JobOptions.with().queue(new QueueName("bulk")).retry(AT_ONCE).build());
    }

    Path folder(JobId id) {
        return folder.resolve("imports").resolve(id.toString());
    }

    /** The tasks as a server has them, with checkpoints of its own. */
    List<TaskDefinition> tasks(Checkpoints checkpoints, PartitionStep with) {
        ImportPorts ports = ports(checkpoints);
        ImportOpener opener = opener(ports, with);
        return List.of(
                compiler.compile(ImportTask.NAME, "", Duration.ofHours(1), new ImportTask(opener, ports, 4)),
                compiler.compile(PartitionTask.NAME, "", Duration.ofHours(1), new PartitionTask(opener)));
    }

    private ImportPorts ports(Checkpoints checkpoints) {
        JobListener jobs = new JobListener() {
            @Override
            public void submitted(QueueName queue, TaskName task, Submit result) {
                announced.incrementAndGet();
            }
        };
        return new ImportPorts(store.bulkJobs(), new CountedCheckpoints(checkpoints, jobs), intake, BulkListener.NONE);
    }

    private ImportOpener opener(ImportPorts ports, PartitionStep with) {
        return new ImportOpener(
                folder, retention, ports, with, () -> new TaskCatalog(List.of(row)), room, Clock.systemUTC());
    }

    /** What a job of an import that was claimed works with. */
    ImportRun run(Claimed claimed) throws Exception {
        return opener(ports(store.checkpoints()), step).open(claimed.lease().job(), attempt(claimed));
    }

    Engine start() {
        return start(store.checkpoints(), step);
    }

    Engine start(Checkpoints checkpoints, PartitionStep with) {
        return start(tasks(checkpoints, with), true);
    }

    /** An engine that does no jobs, but sees to those of lost workers. */
    Engine startScheduler() {
        return start(List.of(), false);
    }

    private Engine start(List<TaskDefinition> tasks, boolean worker) {
        EngineConfig config = new EngineConfig(
                "worker0" + workers.incrementAndGet(),
                "localhost",
                "test",
                4,
                LEASE,
                new Retention(Duration.ofDays(1), Duration.ofDays(1), 100_000),
                worker,
                true);
        ExecutorService executor = Executors.newCachedThreadPool(this::thread);
        toClose.add(executor::shutdownNow);
        Engine engine = new Engine(
                config,
                store.leases(),
                store.upkeep(),
                store.workers(),
                store.events(),
                new TaskCatalog(tasks),
                new JobListener() {},
                AttemptTracer.NONE,
                executor,
                this::thread);
        toClose.add(engine);
        engine.start();
        return engine;
    }

    /** Takes a job as a worker that sends no heartbeat after that. */
    Claimed claimAsLost(TaskName task) {
        return patiently()
                .until(
                        () -> store.leases()
                                .exchange(
                                        List.of(),
                                        new ClaimRequest("lostwork", 1, Set.of(task), Duration.ofMillis(200)))
                                .claimed(),
                        list -> !list.isEmpty())
                .get(0);
    }

    /** An attempt of a job that was claimed. */
    static LeasedAttempt attempt(Claimed claimed) {
        return new ClaimedAttempt(claimed, () -> false);
    }

    Job job(JobId id) {
        return store.catalog().find(id).orElseThrow();
    }

    Job await(JobId id, JobState state) {
        return patiently().until(() -> job(id), job -> job.state() == state);
    }

    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
    }

    static JobFilter ofTask(TaskName task) {
        return JobFilter.of(Matches.exactly(Field.TASK, task.value()));
    }

    private static final class RowHandler implements RawTaskHandler {

        @Override
        public String argsSchema() {
            return """
                {"type": "object", "properties": {"number": {"type": "integer"}, "text": {"type": "string"}},
                 "required": ["number"], "additionalProperties": false}\
                """;
        }

        @Override
        public Optional<String> handle(String argsJson, JobContext context) {
            throw new AssertionError("nobody does these jobs");
        }
    }
}
