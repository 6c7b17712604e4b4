package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.job.Destination;
import nightshift.job.Due;
import nightshift.job.Invariant;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Retention;
import nightshift.job.Submission;
import nightshift.job.UniqueKey;
import nightshift.limit.SettingsPatch;
import nightshift.redis.check.AuditBounds;
import nightshift.store.Integrity.Pass;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Nothing differs while jobs move as fast as they can, so nothing is repaired that is only on its way. */
@Tag("slow")
class SelfAuditTest {

    private static final Duration LOAD = Duration.ofSeconds(20);
    private static final int PASSES = 6;
    private static final int LIVE_MOST = 5_000;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicInteger segments = new AtomicInteger();

    private void configure(String queue, String... settings) {
        List<SettingsPatch.Change> changes = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            changes.add(new SettingsPatch.Change(settings[i], Optional.of(settings[i + 1])));
        }
        engines.store.queues().configure(new QueueName(queue), new SettingsPatch(changes));
    }

    private final List<Engine> running = new ArrayList<>();
    private Indexer indexer;
    private final List<CompletableFuture<Void>> load = new ArrayList<>();

    @BeforeEach
    void begin() {
        configure("limited", "/concurrency", "5");
        configure("keyed", "/perKey/concurrency", "2");
        configure("fair", "/fair", "true");
        configure("paced", "/rateLimit/permits", "500", "/rateLimit/per", "PT1S");
        engines.task("quick", (args, context) -> Optional.empty());
        engines.task("fails", (args, context) -> {
            if (ThreadLocalRandom.current().nextBoolean()) {
                throw AttemptFailed.retryAfter(Duration.ofMillis(1), "busy", "again");
            }
            return Optional.empty();
        });
        running.addAll(List.of(engines.start(50), engines.start(50)));
        indexer = new Indexer(engines.store.search(), "indexer1", true, round -> segments.set(round.segments()));
        indexer.start(Thread::new);
        IntStream.range(0, 3).forEach(n -> load.add(CompletableFuture.runAsync(this::load)));
        load.add(CompletableFuture.runAsync(this::purge));
    }

    @AfterEach
    void end() {
        stop.set(true);
        indexer.close();
        CompletableFuture.allOf(load.toArray(CompletableFuture[]::new)).join();
    }

    @Test
    void nothingDiffersUnderFullLoad() throws InterruptedException {
        List<QueueName> queues = Stream.of("default", "limited", "keyed", "fair", "paced")
                .map(QueueName::new)
                .toList();
        OperationLoad operations = new OperationLoad(engines.store, queues, engines.lease);
        List<Pass> passes = new ArrayList<>();
        int withSegments = 0;
        long end = System.nanoTime() + LOAD.toNanos();
        // Only for a while, since jobs of queues between which some are moved cannot be counted.
        long operationsEnd = System.nanoTime() + LOAD.dividedBy(2).toNanos();
        load.add(CompletableFuture.runAsync(
                () -> operations.run(() -> stop.get() || System.nanoTime() > operationsEnd)));
        while (System.nanoTime() < end || passes.size() < PASSES) {
            passes.add(passes.size() % 2 == 0 ? check() : checkInParts());
            withSegments += segments.get() > 0 ? 1 : 0;
            if (passes.size() % 5 == 0) {
                running.remove(0).close(); // its jobs are rescued
                running.add(engines.start(50));
            }
        }

        assertThat(passes)
                .allSatisfy(pass -> assertThat(pass.findings())
                        .as("of %s with %d jobs", pass.began(), pass.jobs())
                        .isEqualTo(Map.of()));
        assertThat(withSegments).as("passes with an index for search").isPositive();
        assertThat(submitted.get()).isGreaterThan(10_000);
        end();
        assertThat(operations.done()).as("jobs that operations changed").isGreaterThan(100);
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            operations.endRest();
            return live() == 0;
        });
        assertThat(check().findings()).isEqualTo(Map.of());
    }

    @Test
    void wrongCountsArePutRightByTheirDifferenceUnderFullLoad() throws InterruptedException {
        await().until(() -> submitted.get() > 5_000);
        RedisClient client = REDIS.client();
        Map.of("default:R", 1_000, "default:D", -700, "keyed:R", 31, "*:T", 5, "paced:C", 9)
                .forEach((field, wrongBy) -> client.hincrBy(engines.countsKey(), field, wrongBy));
        client.close();

        Pass pass = check();

        assertThat(pass.findings().keySet()).containsExactly(Invariant.COUNTS);
        assertThat(pass.findings().get(Invariant.COUNTS).repaired()).isEqualTo(5);
        assertThat(check().findings()).isEqualTo(Map.of());
        end();
        await().atMost(Duration.ofMinutes(1)).until(() -> live() == 0);
        assertThat(check().findings()).isEqualTo(Map.of());
    }

    private Pass checkInParts() throws InterruptedException {
        try (RedisClient client = REDIS.client()) {
            return engines.integrity(client, new AuditBounds(Duration.ofSeconds(30), 3_000))
                    .check("auditor2", 1, engines.lease)
                    .orElseThrow();
        }
    }

    private Pass check() throws InterruptedException {
        return engines.store.integrity().check("auditor1", 1, engines.lease).orElseThrow();
    }

    private long live() {
        return engines.store.queues().queues().stream()
                .flatMap(queue -> queue.counts().entrySet().stream())
                .filter(count -> !count.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void load() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!stop.get()) {
            List<Submission> batch = IntStream.range(0, 100)
                    .mapToObj(n -> Submission.of(job(random)))
                    .toList();
            List<JobId> ids = engines.store.intake().submit(batch).stream()
                    .filter(SubmitResult.Accepted.class::isInstance)
                    .map(result -> ((SubmitResult.Accepted) result).job().id())
                    .toList();
            submitted.addAndGet(ids.size());
            ids.stream().limit(3).forEach(engines.store.intake()::cancel);
            ids.stream().skip(10).limit(2).forEach(id -> {
                engines.store.intake().cancel(id);
                engines.store.intake().retry(id);
            });
            if (live() > LIVE_MOST) {
                await().atMost(Duration.ofSeconds(30)).until(() -> stop.get() || live() < LIVE_MOST / 2);
            }
        }
    }

    private static NewJob job(ThreadLocalRandom random) {
        JobOptions.Builder options =
                JobOptions.with().retry(TestEngines.AT_ONCE).priority(random.nextInt(1, 10));
        String task = "quick";
        Due due = new Due.Now();
        switch (random.nextInt(9)) {
            case 0 -> options.queue(new QueueName("limited"));
            case 1 -> options.queue(new QueueName("keyed")).key(key(random));
            case 2 -> options.queue(new QueueName("fair")).key(key(random));
            case 3 -> options.queue(new QueueName("paced"));
            case 4 -> task = "fails";
            case 5 -> due = new Due.After(Duration.ofMillis(random.nextInt(500)));
            case 6 -> options.uniqueKey(new UniqueKey("key" + random.nextInt(20)));
            case 7 ->
                options.startBy(new Due.After(Duration.ofMillis(random.nextInt(1, 2_000))))
                        .deadline(new Due.After(Duration.ofSeconds(3)));
            default -> options.destination(new Destination("host" + random.nextInt(3) + ".example.com"));
        }
        return new NewJob(new TaskName(task), "{}", due, options.build(), OnConflict.AFTER);
    }

    private static JobKey key(ThreadLocalRandom random) {
        return new JobKey("k" + random.nextInt(30));
    }

    private void purge() {
        while (!stop.get()) {
            engines.store.upkeep().purge(new Retention(Duration.ofSeconds(5), Duration.ofSeconds(5), 5_000));
        }
    }
}
