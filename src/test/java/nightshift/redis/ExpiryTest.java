package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.UniqueKey;
import nightshift.store.ChangeResult;
import nightshift.store.JobUpkeep.Ended;
import nightshift.store.JobUpkeep.Expiry;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {

    private static final Due PAST = new Due.At(Instant.EPOCH);
    private static final Due LATER = new Due.After(Duration.ofHours(1));

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private JobId submit(Due due, Due startBy) {
        return store.submit(new NewJob(
                TASK,
                "[1.0]",
                due,
                JobOptions.with()
                        .startBy(startBy)
                        .uniqueKey(new UniqueKey("+\u00e9"))
                        .build()));
    }

    private List<Ended> expire() {
        return store.ports.upkeep().expire(500).ended();
    }

    @Test
    void aReadyJobWhoseTimeHasPassedIsNotStartedButExpires() {
        JobId id = submit(new Due.Now(), PAST);

        assertThat(store.claim(1)).isEmpty();
        assertThat(expire()).containsExactly(new Ended(QueueName.DEFAULT, TASK, JobState.EXPIRED));

        assertThat(store.state(id)).isEqualTo(JobState.EXPIRED);
        assertThat(store.client.exists(store.keys.prefix() + "unique:+\u00e9")).isFalse();
        assertThat(expire()).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void aScheduledJobExpiresToo() {
        JobId id = submit(LATER, PAST);

        assertThat(expire()).hasSize(1);
        assertThat(store.state(id)).isEqualTo(JobState.EXPIRED);
        store.makeAllDue();
        assertThat(store.ports.upkeep().promote(10).jobs()).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void aDurationCountsFromTheSubmit() {
        JobId id = submit(new Due.Now(), LATER);

        Instant by = store.job(id).createdAt().plus(Duration.ofHours(1));
        assertThat(store.job(id).options().startBy()).contains(new Due.At(by));
        assertThat(store.job(id).args()).isEqualTo("[1.0]");
        assertThat(expire()).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatWasStartedDoesNotExpire() {
        JobId id = submit(new Due.Now(), LATER);
        store.settle(settlement(store.claim(), Outcome.INTERRUPTED, JobState.READY));
        store.patch(
                id,
                70 + "default\ndemo.noop\n\tu+\u00e9\tb".getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                "1");
        store.client.zadd(store.keys.prefix() + "expiry", 1, nightshift.redis.record.ShortId.text(id));

        assertThat(expire()).isEmpty();
        assertThat(store.claim(1)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aCanceledJobDoesNotExpire() {
        JobId id = submit(new Due.Now(), PAST);
        store.ports.intake().cancel(id);

        assertThat(expire()).isEmpty();
        assertThat(store.state(id)).isEqualTo(JobState.CANCELLED);
        Bookkeeping.check(store);
    }

    @Test
    void aRetryLiftsTheTimeThatHasPassed() {
        JobId id = submit(new Due.Now(), PAST);
        expire();

        assertThat(store.ports.intake().retry(id)).isEqualTo(new ChangeResult.Changed(JobState.READY));

        assertThat(store.job(id).options().startBy()).isEmpty();
        assertThat(store.job(id).options().uniqueKey()).contains(new UniqueKey("+\u00e9"));
        assertThat(store.job(id).args()).isEqualTo("[1.0]");
        assertThat(expire()).isEmpty();
        assertThat(store.claim(1)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aRetryKeepsATimeThatIsToCome() {
        JobId id = submit(new Due.Now(), LATER);
        store.ports.intake().cancel(id);

        store.ports.intake().retry(id);

        assertThat(store.job(id).options().startBy()).isPresent();
        Bookkeeping.check(store);
    }

    @Test
    void aCallStopsAtItsLimit() {
        NewJob job = new NewJob(TASK, "{}", JobOptions.with().startBy(PAST).build());
        store.submit(3, job);

        Expiry first = store.ports.upkeep().expire(2);
        Expiry rest = store.ports.upkeep().expire(2);

        assertThat(first.ended()).hasSize(2);
        assertThat(first.again()).isZero();
        assertThat(rest.ended()).hasSize(1);
        assertThat(rest.again()).isPositive();
        Bookkeeping.check(store);
    }
}
