package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Reserved;
import nightshift.job.Submission;
import nightshift.observe.metrics.CountedIntake;
import nightshift.redis.RedisStore;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import nightshift.support.SettableClock;
import nightshift.support.TcpProxy;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CanaryTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    private final QueueName queue = new QueueName("canary");
    private final NewJob job = new NewJob(
            new TaskName("canary"),
            "{}",
            JobOptions.with().queue(queue).maxAttempts(1).build());
    private final SettableClock clock = new SettableClock();
    private final Map<JobListener.Submit, AtomicInteger> counted = new ConcurrentHashMap<>();
    private final JobListener listener = new JobListener() {
        @Override
        public void submitted(QueueName in, TaskName task, Submit result) {
            counted.computeIfAbsent(result, r -> new AtomicInteger()).incrementAndGet();
        }
    };

    @Test
    void twoServersSubmitOneJobInEachPeriod() {
        List<Canary> both = List.of(canary(engines.store), canary(engines.store(REDIS.port())));

        for (int seconds = 0; seconds < 180; seconds += 20) {
            both.forEach(Canary::runOnce);
            clock.advance(Duration.ofSeconds(20));
        }

        assertThat(jobs(JobState.READY)).isEqualTo(3);
        assertThat(counted.get(JobListener.Submit.ACCEPTED)).hasValue(3);
        assertThat(counted.get(JobListener.Submit.DUPLICATE)).hasValue(3);
    }

    @Test
    void aServerWhoseClockIsBehindSubmitsNoSecondOne() {
        SettableClock behind = new SettableClock();
        clock.advance(Duration.ofMinutes(1));
        Canary first = canary(engines.store);
        Canary late =
                new Canary(Duration.ofMinutes(1), job, new CountedIntake(engines.store.intake(), listener), behind);

        first.runOnce();
        behind.advance(Duration.ofMinutes(1));
        late.runOnce();

        assertThat(jobs(JobState.READY)).isEqualTo(1);
    }

    @Test
    void aPeriodWhoseKeyBelongsToAnotherJobCountsAsRejected() {
        Instant period = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        engines.store
                .intake()
                .submit(List.of(new Submission(
                        job,
                        Optional.of(
                                new IdempotencyKey(Reserved.CANARY_TASK.value(), period.toString(), "of another body")),
                        Optional.empty())));

        canary(engines.store).runOnce();

        assertThat(counted).containsOnlyKeys(JobListener.Submit.REJECTED);
    }

    @Test
    void triesAgainWithinThePeriodWhenTheStoreWasAway() {
        try (TcpProxy proxy = new TcpProxy(REDIS.port())) {
            Canary canary = canary(engines.store(proxy.port()));
            canary.runOnce();
            proxy.cut();
            clock.advance(Duration.ofMinutes(1));
            assertThatThrownBy(canary::runOnce).isInstanceOf(StoreUnavailable.class);

            proxy.heal();

            await().ignoreException(StoreUnavailable.class).until(() -> {
                canary.runOnce();
                return jobs(JobState.READY) == 2;
            });
        }
    }

    @Test
    void twoServersThatRunHaveTheirJobsDoneOncePerPeriod() {
        AtomicInteger done = new AtomicInteger();
        engines.task("canary", (args, context) -> {
            done.incrementAndGet();
            return Optional.empty();
        });
        engines.start(2);
        engines.start(2);
        Duration every = Duration.ofMillis(250);
        long began = System.currentTimeMillis() / every.toMillis();
        for (int i = 0; i < 2; i++) {
            Canary canary = new Canary(
                    every, job, new CountedIntake(engines.store(REDIS.port()).intake(), listener), Clock.systemUTC());
            canary.start(Thread::new);
            engines.closeLater(canary);
        }

        await().until(() -> counted.containsKey(JobListener.Submit.DUPLICATE) && done.get() >= 6);

        long periods = System.currentTimeMillis() / every.toMillis() - began + 1;
        assertThat((long) done.get()).isLessThanOrEqualTo(periods);
    }

    private Canary canary(RedisStore store) {
        return new Canary(Duration.ofMinutes(1), job, new CountedIntake(store.intake(), listener), clock);
    }

    private long jobs(JobState state) {
        return engines.store.queues().queue(queue).orElseThrow().counts().get(state);
    }
}
