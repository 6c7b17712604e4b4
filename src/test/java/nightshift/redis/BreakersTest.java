package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Reachability;
import nightshift.store.DestinationStatus;
import nightshift.store.DestinationStatus.Cause;
import nightshift.store.DestinationStatus.State;
import nightshift.store.Destinations;
import nightshift.store.JobLeases.BreakerChange;
import nightshift.store.JobLeases.Exchange;
import nightshift.store.JobPlace;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Breakers open and close by what attempts learn, and jobs wait for their destination without a lease or an attempt. */
class BreakersTest extends BreakerFixture {

    private static final Destination UP = new Destination("up.example.com:8080");
    private static final Reachability BUSY = Reachability.busy(Duration.ofMinutes(10));

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    BreakersTest() {
        super(REDIS);
    }

    @Test
    void manyFailuresOpenTheBreakerOfTheirDestinationAndOthersContinue() {
        List<Claimed> down = calls.submitAndClaim(DOWN, 10);
        store.submit(20, Calls.to(DOWN));
        store.submit(20, Calls.to(UP));

        Exchange after = calls.end(down, Outcome.FAILED, JobState.READY, Reachability.FAILED, 500);

        assertThat(after.breakers()).containsExactly(new BreakerChange(DOWN, true));
        assertThat(after.claimed())
                .hasSize(20)
                .allMatch(job -> job.options().destination().equals(Optional.of(UP)));
        DestinationStatus status = store.ports.destinations().status(DOWN);
        assertThat(status.breaker().state()).isEqualTo(State.OPEN);
        assertThat(status.breaker().cause()).contains(Cause.FAILURES);
        assertThat(status.waiting()).isEqualTo(30);
        assertThat(status.calls()).isEqualTo(10);
        assertThat(status.failures()).isEqualTo(10);
        assertThat(store.ports.destinations().counts().forBreakers()).isEqualTo(30);
        assertThat(calls.claim(500)).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void fewFailuresOrASmallShareOfThemOpenNothing() {
        calls.end(calls.submitAndClaim(DOWN, 9), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.answer(calls.submitAndClaim(DOWN, 10));
        Exchange after =
                calls.end(calls.submitAndClaim(DOWN, 1), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(after.breakers()).containsExactly(new BreakerChange(DOWN, true)); // 10 of 20

        calls.answer(calls.submitAndClaim(UP, 30));
        Exchange other = calls.end(calls.submitAndClaim(UP, 20), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(other.breakers()).isEmpty();
    }

    @Test
    void aDestinationThatIsBusyIsLeftAloneForTheTimeThatItNames() {
        List<Claimed> jobs = calls.submitAndClaim(DOWN, 2);
        store.submit(5, Calls.to(DOWN));
        long before = store.redis.now();

        calls.end(jobs.subList(0, 1), Outcome.FAILED, JobState.RETRYING, BUSY, 0);
        DestinationStatus.Breaker breaker =
                store.ports.destinations().status(DOWN).breaker();
        assertThat(breaker.cause()).contains(Cause.BUSY);
        assertThat(breaker.until().orElseThrow().toEpochMilli() - before).isBetween(600_000L, 610_000L);

        calls.end(jobs.subList(1, 2), Outcome.FAILED, JobState.RETRYING, Reachability.busy(Duration.ofHours(1)), 0);
        breaker = store.ports.destinations().status(DOWN).breaker();
        assertThat(breaker.until().orElseThrow().toEpochMilli() - before).isBetween(3_600_000L, 3_610_000L);
        assertThat(calls.claim(500)).isEmpty();
    }

    @Test
    void aWaitingJobHoldsNoLeaseAndUsesNoAttempt() {
        calls.busy(DOWN);
        JobId id = store.submit(Calls.to(DOWN));

        Exchange nothing = calls.exchange(500);

        assertThat(nothing.claimed()).isEmpty();
        assertThat(nothing.again().orElseThrow()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(store.job(id).attempt()).isZero();
        assertThat(store.client.zcard(store.keys.leases())).isZero();
        JobPlace place = store.ports.places().place(id).orElseThrow();
        assertThat(place.spot()).isEqualTo(JobPlace.Spot.ASIDE_FOR_HOST);
        assertThat(place.ofDestination().orElseThrow().breaker().state()).isEqualTo(State.OPEN);
        Bookkeeping.check(store);

        assertThat(store.ports.intake().cancel(id)).isNotNull();
        Bookkeeping.check(store);
    }

    @Test
    void oneProbeGoesWhenTheTimeHasComeAndItsAnswerClosesTheBreaker() {
        calls.busy(DOWN);
        store.submit(3, Calls.to(DOWN));
        assertThat(calls.claim(500)).isEmpty();
        calls.letTheProbeGo(DOWN);

        List<Claimed> probe = calls.claim(500);
        assertThat(probe).hasSize(1);
        DestinationStatus.Breaker halfOpen =
                store.ports.destinations().status(DOWN).breaker();
        assertThat(halfOpen.state()).isEqualTo(State.HALF_OPEN);
        assertThat(halfOpen.probe()).contains(probe.get(0).lease().job());
        assertThat(calls.claim(500)).isEmpty();
        Bookkeeping.check(store);

        Exchange after = calls.end(probe, Outcome.SUCCEEDED, JobState.SUCCEEDED, Reachability.ANSWERED, 0);
        assertThat(after.breakers()).containsExactly(new BreakerChange(DOWN, false));
        assertThat(store.ports.destinations().status(DOWN).breaker().state()).isEqualTo(State.CLOSED);
        assertThat(calls.claimWithin(Duration.ofSeconds(5), 2)).hasSize(2);
        Bookkeeping.check(store);
    }

    @Test
    void aProbeThatFailsDoublesTheWait() {
        calls.end(
                calls.submitAndClaim(DOWN, 1),
                Outcome.FAILED,
                JobState.READY,
                Reachability.unavailable(Duration.ZERO),
                0);
        for (long wait : List.of(2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000)) {
            calls.letTheProbeGo(DOWN);
            List<Claimed> probe = calls.claim(1);
            assertThat(probe).hasSize(1);
            long now = store.redis.now();
            Exchange after = calls.end(probe, Outcome.FAILED, JobState.READY, Reachability.FAILED, 0);
            assertThat(after.breakers()).isEmpty(); // it has not closed
            long until = store.ports
                    .destinations()
                    .status(DOWN)
                    .breaker()
                    .until()
                    .orElseThrow()
                    .toEpochMilli();
            assertThat(until - now).isBetween(wait, wait + 2_000);
        }
    }

    @Test
    void aProbeThatEndsWithoutACallMakesRoomForTheNext() {
        calls.busy(DOWN);
        store.submit(2, Calls.to(DOWN));
        assertThat(calls.claim(500)).isEmpty();
        calls.letTheProbeGo(DOWN);
        List<Claimed> probe = calls.claim(500);

        calls.settle(probe, Outcome.LOST, JobState.READY, Optional.empty(), 0);

        assertThat(calls.claim(500)).hasSize(1);
        assertThat(store.ports.destinations().status(DOWN).breaker().state()).isEqualTo(State.HALF_OPEN);
        Bookkeeping.check(store);
    }

    @Test
    void aDestinationThatIsUnavailableForOneJobButAnswersOthersStaysOpenToThem() {
        Reachability unavailable = Reachability.unavailable(Duration.ofMinutes(10));
        calls.answer(calls.submitAndClaim(UP, 1));
        calls.end(calls.submitAndClaim(UP, 1), Outcome.FAILED, JobState.DEAD, unavailable, 0);
        assertThat(store.ports.destinations().status(UP).breaker().state()).isEqualTo(State.CLOSED);

        calls.answeredAgo(UP, Duration.ofSeconds(2));
        calls.end(calls.submitAndClaim(UP, 1), Outcome.FAILED, JobState.DEAD, unavailable, 0);
        DestinationStatus.Breaker breaker =
                store.ports.destinations().status(UP).breaker();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.cause()).contains(Cause.UNAVAILABLE);
    }

    @Test
    void aDestinationThatGetsTooManyRequestsIsLeftAloneAlthoughItAnswersOthers() {
        calls.answer(calls.submitAndClaim(UP, 100));
        calls.busy(UP);
        assertThat(store.ports.destinations().status(UP).breaker().cause()).contains(Cause.BUSY);
    }

    @Test
    void manyFailuresInARowOpenTheBreakerHoweverManyCallsWentWellBefore() {
        for (int i = 0; i < 5; i++) {
            calls.answer(calls.submitAndClaim(DOWN, 100));
        }
        calls.end(calls.submitAndClaim(DOWN, 20), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(store.ports.destinations().status(DOWN).breaker().state()).isEqualTo(State.CLOSED);

        calls.answeredAgo(DOWN, Duration.ofSeconds(2));
        calls.end(calls.submitAndClaim(DOWN, 1), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(store.ports.destinations().status(DOWN).breaker().cause()).contains(Cause.FAILURES);
    }

    @Test
    void failuresInARowCountForLongerThanTenSeconds() {
        calls.answer(calls.submitAndClaim(DOWN, 100));
        calls.answeredAgo(DOWN, Duration.ofSeconds(2));
        calls.end(calls.submitAndClaim(DOWN, 5), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.tenSecondsPass();
        calls.end(calls.submitAndClaim(DOWN, 4), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(store.ports.destinations().status(DOWN).breaker().state()).isEqualTo(State.CLOSED);

        calls.end(calls.submitAndClaim(DOWN, 1), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        assertThat(store.ports.destinations().status(DOWN).breaker().cause()).contains(Cause.FAILURES);
    }

    @Test
    void anOpenBreakerIsForgottenWhenNoJobHasNeededItForADay() {
        calls.busy(DOWN);
        JobId id = store.submit(Calls.to(DOWN));
        assertThat(calls.claim(1)).isEmpty();
        calls.letTheProbeGo(DOWN);
        store.ports.upkeep().audit();
        assertThat(store.client.hkeys(store.keys.breakers())).containsExactly(DOWN.host());

        store.ports.intake().cancel(id);
        store.ports.upkeep().audit();

        assertThat(store.client.hkeys(store.keys.breakers())).isEmpty();
    }

    @Test
    void jobsOfAQueueThatIsFullStayAsideWhenTheProbeMayGo() {
        QueueName full = new QueueName("full");
        calls.busy(DOWN);
        store.submit(5, Calls.to(DOWN, full));
        assertThat(calls.claim(500)).isEmpty();
        store.configure(full, "/concurrency", "1");
        store.submit(1, Calls.to(UP, full));
        List<Claimed> running = calls.claim(500);
        assertThat(running).hasSize(1);
        calls.letTheProbeGo(DOWN);

        Exchange nothing = calls.exchange(500);

        assertThat(nothing.claimed()).isEmpty();
        assertThat(nothing.again().orElseThrow()).isGreaterThan(Duration.ofMillis(50));
        assertThat(store.ports.destinations().status(DOWN).waiting()).isEqualTo(5);
        calls.answer(running);
        assertThat(calls.claimWithin(Duration.ofSeconds(5), 1)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aPersonOpensAndClosesABreaker() {
        store.submit(3, Calls.to(DOWN));
        store.ports.destinations().open(DOWN, Optional.empty(), "ada lovelace");
        assertThat(calls.claim(500)).isEmpty();
        DestinationStatus.Breaker breaker =
                store.ports.destinations().status(DOWN).breaker();
        assertThat(breaker.openedBy()).contains("ada lovelace");
        assertThat(breaker.cause()).contains(Cause.MANUAL);
        assertThat(breaker.until()).isEmpty();
        assertThat(store.ports.destinations().page(Optional.of(State.OPEN), Optional.empty(), 10))
                .extracting(DestinationStatus::destination)
                .containsExactly(DOWN);

        store.ports.destinations().close(DOWN, "me");

        assertThat(calls.claimWithin(Duration.ofSeconds(5), 3)).hasSize(3);
        Bookkeeping.check(store);
    }

    @Test
    void earlierCallsThatFailShortenNoWait() {
        List<Claimed> jobs = calls.submitAndClaim(DOWN, 5);
        calls.end(jobs.subList(0, 1), Outcome.FAILED, JobState.DEAD, BUSY, 0);
        DestinationStatus.Breaker open = store.ports.destinations().status(DOWN).breaker();

        calls.end(jobs.subList(1, 2), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.end(jobs.subList(2, 3), Outcome.FAILED, JobState.DEAD, Reachability.busy(Duration.ofMinutes(1)), 0);
        assertThat(store.ports.destinations().status(DOWN).breaker()).isEqualTo(open);

        store.ports.destinations().open(DOWN, Optional.empty(), "ann");
        calls.end(jobs.subList(3, 4), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.end(jobs.subList(4, 5), Outcome.FAILED, JobState.DEAD, BUSY, 0);
        assertThat(store.ports.destinations().status(DOWN).breaker().until()).isEmpty();
    }

    @Test
    void anEarlierCallThatFailsWhileTheProbeIsOutChangesNothing() {
        List<Claimed> jobs = calls.submitAndClaim(DOWN, 2);
        calls.end(jobs.subList(0, 1), Outcome.FAILED, JobState.DEAD, BUSY, 0);
        store.submit(Calls.to(DOWN));
        assertThat(calls.claim(1)).isEmpty();
        calls.letTheProbeGo(DOWN);
        assertThat(calls.claim(1)).hasSize(1);
        DestinationStatus.Breaker halfOpen =
                store.ports.destinations().status(DOWN).breaker();

        calls.end(jobs.subList(1, 2), Outcome.FAILED, JobState.DEAD, BUSY, 0);

        assertThat(store.ports.destinations().status(DOWN).breaker()).isEqualTo(halfOpen);
    }

    @Test
    void onlyTheDestinationsThatWereCalledLastAreRemembered() {
        Map<String, Double> others = new HashMap<>();
        for (int n = 0; n < Destinations.MOST; n++) {
            others.put("host" + n, (double) n);
        }
        store.client.zadd(store.keys.destinations(), others);

        calls.answer(calls.submitAndClaim(UP, 1));

        assertThat(store.client.zcard(store.keys.destinations())).isEqualTo(Destinations.MOST);
        assertThat(store.client.zmscore(store.keys.destinations(), UP.host(), "host1"))
                .doesNotContainNull();
        assertThat(store.client.zscore(store.keys.destinations(), "host0")).isNull();
    }
}
