package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;
import nightshift.store.ExtendResult;
import nightshift.store.JobUpkeep.Promoted;
import nightshift.store.JobUpkeep.Rescue;
import nightshift.store.JobUpkeep.Rescued;
import nightshift.store.SettleResult.LeaseLost;
import nightshift.store.SettleResult.Settled;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpkeepTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aLeaseThatHoldsIsNotTaken() {
        store.submit();
        store.claim();

        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                        .jobs())
                .isEmpty();
    }

    @Test
    void whoTakesAJobOverFencesItsOldWorkerOff() {
        store.submit();
        Claimed before = store.claim();
        JobId id = before.lease().job();
        store.expireLeases();

        Rescued rescued = store.ports
                .upkeep()
                .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                .jobs()
                .get(0);

        assertThat(rescued.lostWorker()).isEqualTo(WORKER);
        assertThat(rescued.overdue()).isPositive();
        assertThat(rescued.job().startedAt()).isEqualTo(before.startedAt());
        assertThat(rescued.job().lease().attempt()).isEqualTo(1);
        byte[] record = store.record(id);
        assertThat(store.succeed(before)).isInstanceOf(LeaseLost.class);
        assertThat(store.ports.leases().extend(List.of(before.lease()), LEASE))
                .containsExactly(ExtendResult.LEASE_LOST);
        assertThat(store.record(id)).isEqualTo(record);

        assertThat(store.settle(settlement(rescued.job(), Outcome.LOST, JobState.READY)))
                .isEqualTo(new Settled(JobState.READY));
        assertThat(store.claim().lost()).isEqualTo(1);
        Bookkeeping.check(store);
    }

    @Test
    void aJobWhoseRescuerDiesIsTakenOverAgain() {
        store.submit();
        store.claim();
        store.expireLeases();
        Rescued first = store.ports
                .upkeep()
                .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                .jobs()
                .get(0);
        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer2", LEASE, 10, Duration.ZERO)
                        .jobs())
                .isEmpty();

        store.expireLeases();
        Rescued second = store.ports
                .upkeep()
                .rescue("rescuer2", LEASE, 10, Duration.ZERO)
                .jobs()
                .get(0);

        assertThat(second.job().lost()).isZero();
        assertThat(store.settle(settlement(first.job(), Outcome.LOST, JobState.READY)))
                .isInstanceOf(LeaseLost.class);
        assertThat(store.settle(settlement(second.job(), Outcome.LOST, JobState.DEAD)))
                .isEqualTo(new Settled(JobState.DEAD));
        assertThat(store.job(second.job().lease().job()).attempts()).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aRescueKnowsWhatWasChargedBefore() {
        store.submit();
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.READY));
        store.settle(settlement(store.claim(), Outcome.INTERRUPTED, JobState.READY));
        store.claim();
        store.expireLeases();

        Claimed taken = store.ports
                .upkeep()
                .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                .jobs()
                .get(0)
                .job();

        assertThat(taken.charged()).isEqualTo(1);
        assertThat(taken.lease().attempt()).isEqualTo(3);
    }

    @Test
    void aCallTakesAtMostItsLimit() {
        store.submit(7, aJob());
        store.claim(7);
        store.expireLeases();

        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 5, Duration.ZERO)
                        .jobs())
                .hasSize(5);
        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 5, Duration.ZERO)
                        .jobs())
                .hasSize(2);
        assertThat(store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 5, Duration.ZERO)
                        .jobs())
                .isEmpty();
        Bookkeeping.check(store);
    }

    /** A third of the lease, and more. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    @Test
    void leasesThatWereValidWhenRedisFellSilentStayValid() {
        store.submit(2, aJob());
        JobId alive = endsLease(Duration.ofSeconds(1));
        JobId dead = endsLease(SILENCE.plusSeconds(1));

        Rescue rescue = rescue(SILENCE);

        assertThat(rescue.jobs()).extracting(job -> job.job().lease().job()).containsExactly(dead);
        assertThat(rescue.silence()).isBetween(SILENCE, SILENCE.plusSeconds(5));
        assertThat(rescue(Duration.ZERO).jobs()).as("of another caller").isEmpty();

        endGrace();
        assertThat(rescue(Duration.ZERO).jobs())
                .extracting(job -> job.job().lease().job())
                .containsExactly(alive);
        assertThat(rescue(Duration.ZERO).silence()).isZero();
    }

    @Test
    void aSilenceBeginsWithTheLastAnswerAlthoughNobodyAskedForAWhile() {
        rescue(Duration.ZERO);
        ageOfLastCall(SILENCE.plusSeconds(10));
        store.submit();
        endsLease(SILENCE.plusSeconds(5));

        assertThat(rescue(SILENCE).jobs()).isEmpty();
    }

    @Test
    void aSlowCallerIsNoSilence() {
        rescue(Duration.ZERO);
        ageOfLastCall(Duration.ofMinutes(5));
        store.submit();
        endsLease(Duration.ofSeconds(1));

        assertThat(rescue(Duration.ZERO).jobs()).hasSize(1);
    }

    @Test
    void aSilenceShorterThanAThirdOfALeaseIsNone() {
        store.submit();
        endsLease(Duration.ofSeconds(1));

        Rescue rescue = rescue(LEASE.dividedBy(3).minusSeconds(5));

        assertThat(rescue.jobs()).hasSize(1);
        assertThat(rescue.silence()).isZero();
    }

    @Test
    void aCallerThatWasCutOffByItselfDelaysNobody() {
        store.submit();
        endsLease(Duration.ofSeconds(1));
        rescue(Duration.ZERO, 0);

        assertThat(rescue(SILENCE).jobs()).hasSize(1);
    }

    @Test
    void theFirstSilenceContinuesIfWorkersHadNoTimeToRenew() {
        store.submit();
        endsLease(Duration.ofSeconds(1));
        rescue(SILENCE);
        // the second silence begins a moment after the first
        ageOfLastCall(SILENCE.minusSeconds(1));

        assertThat(rescue(SILENCE.minusSeconds(2)).jobs()).isEmpty();
        assertThat(rescue(Duration.ZERO).silence()).isGreaterThanOrEqualTo(SILENCE);
    }

    @Test
    void silencesWithoutEndDoNotPutARescueOffForEver() {
        store.submit();
        endsLease(Duration.ofSeconds(1));
        rescue(SILENCE);
        ageOfLastCall(SILENCE.minusSeconds(1));
        String pulse = store.client.get(store.keys.prefix() + "pulse");
        store.client.set(
                store.keys.prefix() + "pulse",
                pulse.substring(0, 39) + String.format("%013d", Instant.now().toEpochMilli()));

        assertThat(rescue(SILENCE.minusSeconds(2)).jobs()).hasSize(1);
    }

    @Test
    void aRescueWhoseCallerHasGivenUpTakesNothingButMeasuresTheSilence() {
        store.submit();
        endsLease(Duration.ofSeconds(1));
        long sent = Instant.now().minus(SILENCE).toEpochMilli();

        store.redis.run(
                LuaScript.RESCUE,
                TestStore.args(
                        10,
                        "rescuer1".repeat(3).substring(0, 20),
                        LEASE.toMillis(),
                        sent,
                        LEASE.toMillis(),
                        sent + 5_000));

        Rescue rescue = rescue(Duration.ZERO);
        assertThat(rescue.jobs()).isEmpty();
        assertThat(rescue.silence()).isGreaterThanOrEqualTo(SILENCE);
    }

    private Rescue rescue(Duration unanswered) {
        return rescue(unanswered, 10);
    }

    private Rescue rescue(Duration unanswered, int limit) {
        return store.ports.upkeep().rescue("rescuer1", LEASE, limit, unanswered);
    }

    /** Claims a job, and lets its lease have ended some time ago. */
    private JobId endsLease(Duration ago) {
        JobId id = store.claim().lease().job();
        store.client.zadd(store.keys.leases(), Instant.now().minus(ago).toEpochMilli(), ShortId.text(id));
        return id;
    }

    private void endGrace() {
        String pulse = store.client.get(store.keys.prefix() + "pulse");
        store.client.set(store.keys.prefix() + "pulse", pulse.substring(0, 26) + String.format("%026d", 1));
    }

    private void ageOfLastCall(Duration age) {
        String pulse = store.client.get(store.keys.prefix() + "pulse");
        store.client.set(
                store.keys.prefix() + "pulse",
                String.format("%013d", Instant.now().minus(age).toEpochMilli()) + pulse.substring(13));
    }

    @Test
    void dueJobsBecomeReadyAndSayHowLateTheyAre() {
        JobId scheduled = store.submit(aJob("q", 5, new Due.After(Duration.ofHours(1))));
        JobId retrying = store.submit();
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));
        JobId later = store.submit(aJob("q", 5, new Due.After(Duration.ofHours(2))));
        long now = Instant.now().toEpochMilli();
        store.client.zadd(store.keys.due(), now - 5_000, ShortId.text(scheduled));
        store.client.zadd(store.keys.due(), now - 60_000, ShortId.text(retrying));

        List<Promoted> promoted = store.ports.upkeep().promote(500).jobs();

        assertThat(promoted).extracting(Promoted::retry).containsExactly(true, false);
        assertThat(promoted.get(0).lateness()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(70));
        assertThat(promoted.get(1).lateness()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(15));
        assertThat(store.state(later)).isEqualTo(JobState.SCHEDULED);
        assertThat(store.job(scheduled).stateAt())
                .isBetween(Instant.ofEpochMilli(now - 1_000), Instant.now().plusSeconds(1));
        Bookkeeping.check(store);
    }

    @Test
    void aJobIsPromotedWhenItsTimeComes() {
        store.submit(aJob("q", 5, new Due.After(Duration.ofMillis(300))));
        assertThat(store.ports.upkeep().promote(500).jobs()).isEmpty();

        await().pollInterval(Duration.ofMillis(10))
                .until(() -> store.ports.upkeep().promote(500).jobs(), list -> list.size() == 1);

        assertThat(store.claim(1)).hasSize(1);
    }

    @Test
    void manyDueJobsArePromotedInCallsOfTheLimit() {
        store.submit(1_200, aJob("q", 5, new Due.After(Duration.ofHours(1))));
        store.makeAllDue();

        assertThat(store.ports.upkeep().promote(500).jobs()).hasSize(500);
        assertThat(store.ports.upkeep().promote(500).jobs()).hasSize(500);
        assertThat(store.ports.upkeep().promote(500).jobs()).hasSize(200);
        assertThat(store.ports.upkeep().promote(500).jobs()).isEmpty();
        Bookkeeping.check(store);
    }
}
