package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.limit.SettingsPatch;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits hold over several engines, also while engines die. */
class LimitedQueuesTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    /** How many jobs run under a limit, as their handlers see it. */
    private static final class Gauge {
        private final int limit;
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch exceeded = new CountDownLatch(1);

        Gauge(int limit) {
            this.limit = limit;
        }

        /** Keeps a place for 5 ms, in which others could take too many. */
        void run() throws InterruptedException {
            int running = now.incrementAndGet();
            most.accumulateAndGet(running, Math::max);
            if (running > limit) {
                exceeded.countDown();
            }
            try {
                exceeded.await(5, TimeUnit.MILLISECONDS);
            } finally {
                now.decrementAndGet();
            }
        }
    }

    @Test
    void noLimitIsExceededWhileEnginesDieAndEveryPlaceComesBack() {
        Map<String, Gauge> gauges = new ConcurrentHashMap<>();
        Map<String, Integer> limits = Map.of("one", 1, "seven", 7, "hundred", 100);
        limits.forEach((queue, limit) -> {
            gauges.put(queue, new Gauge(limit));
            configure(queue, "/concurrency", Integer.toString(limit));
            engines.task("t." + queue, (args, context) -> {
                gauges.get(queue).run();
                return Optional.empty();
            });
        });
        gauges.put("key", new Gauge(3));
        configure("keyed", "/perKey/concurrency", "3");
        engines.task("t.keyed", (args, context) -> {
            gauges.get("key").run();
            return Optional.empty();
        });
        List<Engine> first = List.of(engines.start(50), engines.start(50), engines.start(50));
        Map<String, Integer> jobs = Map.of("one", 60, "seven", 300, "hundred", 2_000, "keyed", 200);
        jobs.forEach((queue, count) -> engines.submit(count, job("t." + queue, queue, Optional.of("k"))));

        await().until(() -> succeeded("hundred") > 300);
        first.get(0).close();
        await().until(() -> succeeded("hundred") > 900);
        first.get(1).close();
        engines.start(50);
        engines.start(50);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> jobs.forEach(
                        (queue, count) -> assertThat(succeeded(queue)).as(queue).isEqualTo((long) count)));
        limits.forEach(
                (queue, limit) -> assertThat(gauges.get(queue).most).as(queue).hasValueLessThanOrEqualTo(limit));
        assertThat(gauges.get("key").most).hasValueBetween(1, 3);
        assertThat(gauges.get("seven").most).hasValue(7);
        assertThat(engines.store.upkeep().audit()).hasValue(0);
    }

    @Test
    void jobsStartAtTheRateOfTheirQueue() {
        configure("paced", "/rateLimit/permits", "100", "/rateLimit/per", "PT1S");
        ConcurrentLinkedQueue<Long> starts = new ConcurrentLinkedQueue<>();
        engines.task("t.paced", (args, context) -> {
            starts.add(System.nanoTime());
            return Optional.empty();
        });
        engines.start(50);
        engines.start(50);

        engines.submit(1_000, job("t.paced", "paced", Optional.empty()));

        await().until(() -> starts.size() > 320);
        List<Long> all = new ArrayList<>(starts);
        all.sort(null);
        long first = all.get(0);
        assertThat(all.stream().filter(at -> at - first < 3_000_000_000L)).hasSizeBetween(270, 316);
        for (long from : all) {
            assertThat(all.stream().filter(at -> at >= from && at - from < 1_000_000_000L))
                    .hasSizeLessThanOrEqualTo(120);
        }
    }

    @Test
    void aJobOfAnotherKeyDoesNotWaitForAFlood() {
        configure("shared", "/fair", "true");
        List<String> order = new ArrayList<>();
        engines.task("t.shared", (args, context) -> {
            synchronized (order) {
                order.add(args);
            }
            return Optional.empty();
        });
        engines.submit(2_000, job("t.shared", "shared", Optional.of("flood")));
        engines.submit(10, new NewJob(new TaskName("t.shared"), "{\"few\":1}", options("shared", Optional.of("few"))));

        engines.start(5);

        await().until(() -> succeeded("shared") == 2_010);
        assertThat(order.lastIndexOf("{\"few\":1}")).isLessThan(60);
    }

    private void configure(String queue, String... pointersAndValues) {
        List<SettingsPatch.Change> changes = new ArrayList<>();
        for (int i = 0; i < pointersAndValues.length; i += 2) {
            changes.add(new SettingsPatch.Change(pointersAndValues[i], Optional.of(pointersAndValues[i + 1])));
        }
        engines.store.queues().configure(new QueueName(queue), new SettingsPatch(changes));
    }

    private long succeeded(String queue) {
        return engines.store
                .queues()
                .queue(new QueueName(queue))
                .orElseThrow()
                .counts()
                .get(JobState.SUCCEEDED);
    }

    private static NewJob job(String task, String queue, Optional<String> key) {
        return new NewJob(new TaskName(task), "{}", options(queue, key));
    }

    private static JobOptions options(String queue, Optional<String> key) {
        JobOptions.Builder options = JobOptions.with().queue(new QueueName(queue));
        key.ifPresent(text -> options.key(new JobKey(text)));
        return options.build();
    }
}
