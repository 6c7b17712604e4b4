package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.store.ClaimRequest;
import nightshift.store.ExtendResult;
import nightshift.store.JobLeases;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an engine stops. */
class DrainTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    @Test
    void anIdleEngineStopsAtOnceAndLeavesTheList() {
        Engine engine = engines.task("t", (args, context) -> Optional.empty()).start(4);
        await().until(() -> engines.store.workers().workers().size() == 1);
        long asked = System.nanoTime();

        engine.drain(Duration.ofSeconds(30));

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
        assertThat(engine.status().draining()).isTrue();
        await().during(TestEngines.SHORT_LEASE)
                .until(() -> engines.store.workers().workers().isEmpty());
        JobId id = engines.submit("t");
        await().during(Duration.ofMillis(300)).until(() -> engines.job(id).state() == JobState.READY);
    }

    @Test
    void aServerThatRunsNoJobsSaysThatItDrains() {
        Engine engine = engines.start(engines.store, engines.store.leases(), 4, false, true);

        engine.drain(Duration.ofSeconds(30));

        assertThat(engine.status().draining()).isTrue();
    }

    @Test
    void jobsThatEndWithinTheGraceAreSettled() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Engine> running = new AtomicReference<>();
        Engine engine = engines.task("t", (args, context) -> {
                    begun.countDown();
                    await().until(() ->
                            running.get() != null && running.get().status().draining());
                    return Optional.of("1");
                })
                .start(4);
        running.set(engine);
        JobId id = engines.submit("t");
        await().until(() -> begun.getCount() == 0);

        engine.drain(Duration.ofSeconds(10));

        assertThat(engines.job(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void jobsThatDoNotEndAreReadyAgainAtOnceAndNotCharged() {
        CountDownLatch begun = new CountDownLatch(1);
        Engine engine = engines.task("t", (args, context) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return Optional.empty();
                })
                .start(4);
        JobId id = engines.submit("t");
        await().until(() -> begun.getCount() == 0);

        engine.drain(Duration.ofMillis(50));

        Job job = engines.job(id);
        assertThat(job.state()).isEqualTo(JobState.READY);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.INTERRUPTED);
        var again = engines.store
                .leases()
                .exchange(List.of(), new ClaimRequest("worker99", 1, Set.of(job.task()), Duration.ofMinutes(1)))
                .claimed()
                .get(0);
        assertThat(again.charged()).isZero();
        assertThat(again.lost()).isZero();
    }

    @Test
    void handlersThatIgnoreTheStopAreGivenUp() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Engine engine = engines.task("deaf", (args, context) -> {
                    begun.countDown();
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return Optional.empty();
                })
                .start(4);
        JobId id = engines.submit("deaf");
        await().until(() -> begun.getCount() == 0);

        engine.drain(Duration.ofMillis(50));

        assertThat(engines.job(id).state()).isEqualTo(JobState.READY);
        release.countDown();
    }

    @Test
    void aClaimUnderWayWhenTheDrainBeginsIsWaitedFor() throws Exception {
        SlowLeases slow = new SlowLeases(engines.store.leases());
        Engine engine =
                engines.task("t", (args, context) -> Optional.empty()).start(engines.store, slow, 4, true, true);
        slow.claimsAreSlow = true;
        JobId id = engines.submit("t");
        slow.claimed.await();

        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> engine.drain(Duration.ofSeconds(10)));
        await().until(() -> engine.status().draining());
        slow.answer.countDown();
        drained.join();

        assertThat(engines.job(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    /** Answers to claims that find a job come late. */
    private static final class SlowLeases implements JobLeases {

        private final JobLeases leases;
        private final CountDownLatch claimed = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private volatile boolean claimsAreSlow;

        SlowLeases(JobLeases leases) {
            this.leases = leases;
        }

        @Override
        public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
            Exchange exchange = leases.exchange(settlements, request);
            if (claimsAreSlow && !exchange.claimed().isEmpty()) {
                claimed.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return exchange;
        }

        @Override
        public List<ExtendResult> extend(List<Lease> held, Duration lease) {
            return leases.extend(held, lease);
        }
    }
}
