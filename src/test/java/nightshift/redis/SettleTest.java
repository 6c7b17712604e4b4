package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.redis.record.ShortId;
import nightshift.store.ChangeResult;
import nightshift.store.ExtendResult;
import nightshift.store.SettleResult;
import nightshift.store.SettleResult.Already;
import nightshift.store.SettleResult.LeaseLost;
import nightshift.store.SettleResult.Settled;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettleTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void theTokenAloneFencesOff() {
        Claimed job = claimed();
        Lease forged = new Lease(job.lease().job(), job.lease().attempt(), WORKER + "AAAAAAAAAAAA");

        assertRefused(job, forged);
    }

    @Test
    void theAttemptNumberAloneFencesOff() {
        Claimed job = claimed();
        Lease earlier = new Lease(
                job.lease().job(), job.lease().attempt() + 1, job.lease().token());

        assertRefused(job, earlier);
    }

    private void assertRefused(Claimed job, Lease forged) {
        byte[] record = store.record(forged.job());
        long events = store.client.xlen(store.keys.events());
        String counts = store.client.hgetAll(store.keys.counts()).toString();

        for (JobState next :
                List.of(JobState.SUCCEEDED, JobState.RETRYING, JobState.READY, JobState.DEAD, JobState.CANCELLED)) {
            assertThat(store.settle(settlement(job, forged, Outcome.FAILED, next)))
                    .isInstanceOf(LeaseLost.class);
        }
        assertThat(store.ports.leases().extend(List.of(forged), LEASE)).containsExactly(ExtendResult.LEASE_LOST);

        assertThat(store.record(forged.job())).isEqualTo(record);
        assertThat(store.client.xlen(store.keys.events())).isEqualTo(events);
        assertThat(store.client.hgetAll(store.keys.counts())).hasToString(counts);
        Bookkeeping.check(store);
    }

    @Test
    void aRepeatedSettlementIsKnownAndChangesNothing() {
        Claimed job = claimed();
        assertThat(store.succeed(job)).isEqualTo(new Settled(JobState.SUCCEEDED));
        byte[] record = store.record(job.lease().job());

        assertThat(store.succeed(job)).isInstanceOf(Already.class);
        assertThat(store.fail(job)).isInstanceOf(Already.class);

        assertThat(store.record(job.lease().job())).isEqualTo(record);
        Bookkeeping.check(store);
    }

    @Test
    void theSameLeaseTwiceInOneCallEndsOnce() {
        Claimed job = claimed();

        List<SettleResult> results = store.settle(List.of(
                settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED),
                settlement(job, Outcome.FAILED, JobState.DEAD)));

        assertThat(results).containsExactly(new Settled(JobState.SUCCEEDED), new Already());
        assertThat(store.job(job.lease().job()).attempts()).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aSettlementFromAnEarlierClaimIsFencedOff() {
        Claimed first = claimed();
        store.settle(settlement(first, Outcome.INTERRUPTED, JobState.READY));
        store.claim();
        byte[] record = store.record(first.lease().job());

        assertThat(store.succeed(first)).isInstanceOf(LeaseLost.class);
        assertThat(store.record(first.lease().job())).isEqualTo(record);
    }

    @Test
    void answersStandInTheOrderAsked() {
        store.submit(3, aJob());
        List<Claimed> jobs = store.claim(3);
        store.succeed(jobs.get(1));
        Lease forged = new Lease(jobs.get(2).lease().job(), 1, WORKER + "AAAAAAAAAAAA");

        List<SettleResult> results = store.settle(List.of(
                settlement(jobs.get(2), forged, Outcome.FAILED, JobState.DEAD),
                settlement(jobs.get(1), Outcome.SUCCEEDED, JobState.SUCCEEDED),
                settlement(jobs.get(0), Outcome.FAILED, JobState.RETRYING)));

        assertThat(results).containsExactly(new LeaseLost(), new Already(), new Settled(JobState.RETRYING));
        Bookkeeping.check(store);
    }

    @Test
    void fiveHundredLeasesEndInOneCall() {
        store.submit(500, aJob());
        List<Settlement> settlements = store.claim(500).stream()
                .map(job -> settlement(job, Outcome.FAILED, JobState.RETRYING))
                .toList();

        assertThat(store.settle(settlements)).isEqualTo(Collections.nCopies(500, new Settled(JobState.RETRYING)));
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyWhatTheTableSaysIsCharged(Outcome outcome) {
        store.settle(settlement(claimed(), outcome, JobState.READY));

        Claimed next = store.claim();

        assertThat(next.charged()).isEqualTo(outcome.isCharged() ? 1 : 0);
        assertThat(next.lost()).isEqualTo(outcome == Outcome.LOST ? 1 : 0);
        assertThat(next.lease().attempt()).isEqualTo(2);
    }

    @Test
    void aRetryIsDueAfterItsDelayByTheStoresClock() {
        Claimed job = claimed();

        store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING));

        Job stored = store.job(job.lease().job());
        assertThat(stored.stateAt()).isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(10, ChronoUnit.SECONDS));
        assertThat(store.client.zscore(store.keys.due(), ShortId.text(stored.id())))
                .isEqualTo(stored.stateAt().toEpochMilli());
    }

    @Test
    void sendingAgainGivesAFullSetOfAttempts() {
        Claimed job = claimed();
        store.settle(settlement(job, Outcome.LOST, JobState.READY));
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.DEAD));

        assertThat(store.ports.intake().retry(job.lease().job())).isEqualTo(new ChangeResult.Changed(JobState.READY));

        Claimed again = store.claim();
        assertThat(again.lease().attempt()).isEqualTo(3);
        assertThat(List.of(again.charged(), again.lost())).containsExactly(0, 0);
        assertThat(store.job(job.lease().job()).attempts())
                .extracting(Attempt::number)
                .containsExactly(1, 2, 3);
    }

    @Test
    void sendingAgainForgetsThatAStopWasAskedFor() {
        Claimed job = claimed();
        JobId id = job.lease().job();
        store.ports.intake().cancel(id);
        assertThat(store.job(id).cancelRequested()).isTrue();
        store.fail(job);

        store.ports.intake().retry(id);

        assertThat(store.ports.leases().extend(List.of(store.claim().lease()), LEASE))
                .containsExactly(ExtendResult.EXTENDED);
    }

    @Test
    void aHeartbeatHearsThatAStopIsAskedForAndKeepsTheLease() {
        Claimed job = claimed();
        store.ports.intake().cancel(job.lease().job());
        store.expireLeases();

        assertThat(store.ports.leases().extend(List.of(job.lease()), LEASE))
                .containsExactly(ExtendResult.CANCEL_REQUESTED);

        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                        .jobs())
                .isEmpty();
        List<Lease> twice = new ArrayList<>(List.of(job.lease(), job.lease()));
        assertThat(store.ports.leases().extend(twice, LEASE)).hasSize(2);
        assertThat(store.ports.leases().extend(List.of(), LEASE)).isEmpty();
    }

    private Claimed claimed() {
        store.submit();
        return store.exchange(1, TASK).claimed().get(0);
    }
}
