package nightshift.engine;

import static nightshift.engine.TestEngines.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.redis.RedisStore;
import nightshift.support.RedisServer;
import nightshift.support.TcpProxy;
import nightshift.task.JobId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What engines do when Redis is away, for one of them or for all. */
@Tag("slow")
class OutageTest {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    @Test
    void aWorkerCutOffForLongerThanItsLeaseIsFencedAndTheJobRunsElsewhere() {
        CountDownLatch cutOff = new CountDownLatch(1);
        List<String> effects = Collections.synchronizedList(new ArrayList<>());
        engines.task("t", (args, context) -> {
            if (context.attempt() == 1) {
                cutOff.await();
            }
            effects.add("attempt " + context.attempt());
            return Optional.of("\"" + context.attempt() + "\"");
        });
        try (TcpProxy proxy = new TcpProxy(REDIS.port())) {
            RedisStore behindProxy = engines.store(proxy.port());
            Engine first = engines.start(behindProxy, behindProxy.leases(), 4, true, false);
            JobId id = engines.submit("t");
            engines.await(id, JobState.RUNNING);

            proxy.cut();
            engines.start(4);
            Job elsewhere = engines.await(id, JobState.SUCCEEDED);
            assertThat(elsewhere.result()).contains("\"2\"");
            assertThat(elsewhere.attempts())
                    .extracting(attempt -> attempt.outcome().orElseThrow())
                    .containsExactly(Outcome.LOST, Outcome.SUCCEEDED);
            cutOff.countDown();
            await().until(() -> effects.size() == 2);
            assertThat(engines.fenced).hasValue(0);

            proxy.heal();
            await().until(() -> engines.fenced.get() == 1);
            assertThat(engines.job(id)).isEqualTo(elsewhere);
            await().until(() -> first.status().busy() == 0 && first.status().claimAgeSeconds() < 2);
        }
    }

    @Test
    void aWorkerThatLearnsThatItsLeaseIsLostStopsTheJobAndWritesNothing() {
        List<Boolean> stopped = Collections.synchronizedList(new ArrayList<>());
        engines.task("t", (args, context) -> {
            if (context.attempt() > 1) {
                return Optional.of("\"second\"");
            }
            try {
                new CountDownLatch(1).await(); // until it is stopped
            } finally {
                stopped.add(context.isStopping());
            }
            return Optional.empty();
        });
        try (TcpProxy proxy = new TcpProxy(REDIS.port())) {
            RedisStore behindProxy = engines.store(proxy.port());
            Engine first = engines.start(behindProxy, behindProxy.leases(), 4, true, false);
            JobId id = engines.submit("t");
            engines.await(id, JobState.RUNNING);
            proxy.cut();
            engines.start(4);
            Job elsewhere = engines.await(id, JobState.SUCCEEDED);

            proxy.heal();

            await().until(() -> stopped.equals(List.of(true)) && first.status().busy() == 0);
            await().until(() -> engines.fenced.get() > 0);
            await().during(Duration.ofMillis(500)).until(() -> engines.fenced.get() == 1);
            assertThat(engines.job(id)).isEqualTo(elsewhere);
        }
    }

    @Test
    void everyJobEndsWhenRedisIsKilledInTheMiddleOfTheWork() {
        Map<JobId, AtomicInteger> effects = new ConcurrentHashMap<>();
        CountDownLatch killed = new CountDownLatch(1);
        engines.task("t", (args, context) -> {
            if (effects.size() > 300) {
                killed.await(); // so that it is killed in the middle, however fast the machine is
            }
            effects.computeIfAbsent(context.jobId(), id -> new AtomicInteger()).incrementAndGet();
            return Optional.empty();
        });
        List<Engine> both = List.of(engines.start(16), engines.start(16));
        List<JobId> ids = engines.submit(3_000, aJob("t", 1));
        await().until(() -> effects.size() > 300);

        REDIS.close();
        killed.countDown();
        await().until(() -> both.stream().allMatch(engine -> engine.status().claimAgeSeconds() > 0.5));
        REDIS.start();

        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> engines.count(JobState.SUCCEEDED) == 3_000);
        assertThat(effects).containsOnlyKeys(ids);
        int extra = effects.values().stream().mapToInt(AtomicInteger::get).sum() - 3_000;
        assertThat(extra).isLessThanOrEqualTo(32);
        await().until(() -> both.stream()
                .allMatch(
                        engine -> engine.status().busy() == 0 && engine.status().claimAgeSeconds() < 2));
    }
}
