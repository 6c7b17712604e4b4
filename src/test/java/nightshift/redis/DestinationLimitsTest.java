package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Reachability;
import nightshift.limit.BreakerRules;
import nightshift.limit.DestinationLimits;
import nightshift.limit.DestinationRules;
import nightshift.limit.RateLimit;
import nightshift.redis.link.Keys;
import nightshift.store.DestinationStatus;
import nightshift.store.JobLeases.Exchange;
import nightshift.store.JobPlace;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.resps.Tuple;

/** Claims keep to the limits of destinations, over all queues. The installation allows three calls at once to each. */
class DestinationLimitsTest {

    private static final Destination A = new Destination("a.example.com");
    private static final Destination B = new Destination("b.example.com");
    private static final QueueName OTHER = new QueueName("other");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(
            REDIS,
            new DestinationRules(new DestinationLimits(Optional.of(3), Optional.empty()), BreakerRules.DEFAULTS));

    private final Calls calls = new Calls(store);

    @BeforeEach
    void letRedisKnowTheScripts() {
        store.letRedisKnowTheScripts();
    }

    @Test
    void noMoreJobsCallADestinationThanTheInstallationAllows() {
        store.submit(10, Calls.to(A));
        store.submit(10, Calls.to(A, OTHER));
        store.submit(5, Calls.to(B));
        JobId waiting = store.submit(Calls.to(A));

        List<Claimed> first = calls.claim(500);
        assertThat(first).hasSize(6);
        assertThat(calls.claim(500)).isEmpty();
        assertThat(store.client.hgetAll(store.keys.calling()))
                .containsOnly(Map.entry(A.host(), "3"), Map.entry(B.host(), "3"));
        JobPlace.DestinationUse use = store.ports
                .places()
                .place(waiting)
                .orElseThrow()
                .ofDestination()
                .orElseThrow();
        assertThat(use.use().running()).isEqualTo(3);
        assertThat(use.use().some()).hasSize(3);
        Bookkeeping.check(store);

        List<Claimed> ofA = first.stream()
                .filter(job -> job.options().destination().equals(Optional.of(A)))
                .toList();
        Exchange next = calls.end(ofA.subList(0, 2), Outcome.SUCCEEDED, JobState.SUCCEEDED, Reachability.ANSWERED, 500);
        assertThat(next.claimed()).hasSize(2);
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyWayToEndGivesTheRoomBackOnce(Outcome outcome) {
        store.submit(8, Calls.to(A));
        JobState next = switch (outcome) {
            case SUCCEEDED -> JobState.SUCCEEDED;
            case FAILED, TIMED_OUT -> JobState.DEAD;
            case LOST, INTERRUPTED -> JobState.READY;
            case CANCELLED -> JobState.CANCELLED;
        };
        List<Claimed> job = calls.claim(500).subList(0, 1);

        assertThat(calls.settle(job, outcome, next, Optional.empty(), 500).claimed())
                .hasSize(1);
        assertThat(calls.settle(job, outcome, next, Optional.empty(), 500).claimed())
                .isEmpty();

        assertThat(store.client.hgetAll(store.keys.calling())).containsOnly(Map.entry(A.host(), "3"));
        assertThat(store.ports.upkeep().audit()).hasValue(0);
        Bookkeeping.check(store);
    }

    @Test
    void aDestinationsOwnLimitReplacesThatOfTheInstallationAtOnce() {
        store.submit(20, Calls.to(A));
        assertThat(calls.claim(500)).hasSize(3);

        store.ports.destinations().limit(A, limits -> new DestinationLimits(Optional.of(8), Optional.empty()));
        assertThat(calls.claim(500)).hasSize(5);
        DestinationStatus status = store.ports.destinations().status(A);
        assertThat(status.limits().concurrency()).contains(8);
        assertThat(status.running()).contains(8L);
        assertThat(status.waiting()).isEqualTo(12);
        Bookkeeping.check(store);

        store.ports.destinations().limit(A, limits -> DestinationLimits.NONE);
        assertThat(store.ports.destinations().status(A).limits().concurrency()).contains(3);
        assertThat(calls.claim(500)).isEmpty();
    }

    @Test
    void aRateSpreadsTheStarts() {
        RateLimit rate = new RateLimit(100, Duration.ofSeconds(1));
        store.ports.destinations().limit(A, limits -> new DestinationLimits(Optional.of(1_000), Optional.of(rate)));
        assertThat(store.ports.destinations().status(A).own().rateLimit()).contains(rate);
        store.submit(200, Calls.to(A));

        Exchange first = calls.exchange(500);
        long began = System.nanoTime();
        assertThat(first.claimed()).hasSize(10); // the starts of 0.1 s are saved
        assertThat(first.again().orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(100));
        List<Claimed> next = calls.claimWithin(Duration.ofSeconds(20), 50);

        long most = 10 + 10 + Math.round((System.nanoTime() - began) / 1e9 * 100);
        assertThat(next.size()).isLessThanOrEqualTo((int) most);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(350));
        Bookkeeping.check(store);
    }

    @Test
    void theAuditPutsWrongCountsRight() {
        store.submit(3, Calls.to(A));
        calls.claim(500);
        store.client.hset(store.keys.calling(), A.host(), "7");
        store.client.hset(store.keys.calling(), B.host(), "1");

        assertThat(store.ports.upkeep().audit()).hasValue(2);
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatGetsAnotherUrlWaitsForThat() {
        store.submit(3, Calls.to(A));
        calls.claim(500);
        JobId id = store.submit(Calls.to(A));
        calls.claim(500);
        assertThat(store.ports.places().place(id).orElseThrow().spot()).isEqualTo(JobPlace.Spot.ASIDE_FOR_HOST);

        store.ports.intake().revise(id, job -> Calls.withUrl("http://B.Example.com.:80/x"));

        assertThat(store.job(id).options().destination()).contains(B);
        Bookkeeping.check(store);
        assertThat(calls.claim(500)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void whatWaitsCanBeCanceledAndPurged() {
        store.submit(3, Calls.to(A));
        calls.claim(500);
        JobId id = store.submit(Calls.to(A));
        store.submit(5, Calls.to(A));
        calls.claim(500);
        assertThat(store.ports.destinations().counts().forLimits()).isEqualTo(6);
        store.ports.intake().cancel(id);
        Bookkeeping.check(store);

        assertThat(store.ports.queues().empty(new QueueName("q"))).isEqualTo(5);
        Bookkeeping.check(store);
        assertThat(store.ports.destinations().counts().forLimits()).isZero();
    }

    @Test
    void theAuditWakesJobsThatWaitAlthoughThereIsRoom() {
        store.submit(3, Calls.to(A));
        List<Claimed> running = calls.claim(500);
        JobId first = store.submit(Calls.to(A));
        JobId second = store.submit(Calls.to(A));
        assertThat(calls.claim(500)).isEmpty();
        calls.answer(running.subList(0, 1));
        store.ports.intake().cancel(first); // it was woken in place of the second
        assertThat(calls.claim(500)).isEmpty();

        assertThat(store.ports.upkeep().audit()).hasValue(0);

        assertThat(calls.claim(500)).extracting(job -> job.lease().job()).containsExactly(second);
        Bookkeeping.check(store);
    }

    @Test
    void othersHearOfRoomAtADestination() {
        List<Claimed> running = calls.submitAndClaim(A, 3);
        store.submit(Calls.to(A));
        assertThat(calls.claim(500)).isEmpty();
        String before = store.lastEvent();

        calls.answer(running.subList(0, 1));
        assertThat(store.roomFreedSince(before)).containsExactly(new QueueName("q"));

        calls.answer(running.subList(1, 2)); // nobody waits
        assertThat(store.roomFreedSince(before)).hasSize(1);
    }

    @Test
    void jobsStayAsideWhenACallEndsBecauseTheDestinationIsBusy() {
        List<Claimed> running = calls.submitAndClaim(A, 3);
        store.submit(2, Calls.to(A));
        assertThat(calls.claim(500)).isEmpty();

        calls.end(running.subList(0, 1), Outcome.FAILED, JobState.DEAD, Reachability.busy(Duration.ofMinutes(10)), 0);

        assertThat(store.ports.destinations().status(A).waiting()).isEqualTo(2);
        Bookkeeping.check(store);
    }

    @Test
    void anotherLimitDoesNotWakeJobsWhoseDestinationIsBusy() {
        calls.busy(A);
        store.submit(Calls.to(A));
        assertThat(calls.claim(1)).isEmpty();
        String waiting = store.keys.aside(Keys.Aside.HOST);
        List<Tuple> before = store.client.zrangeWithScores(waiting, 0, -1);

        store.ports.destinations().limit(A, limits -> new DestinationLimits(Optional.of(8), Optional.empty()));

        assertThat(store.client.zrangeWithScores(waiting, 0, -1)).isEqualTo(before);
    }
}
