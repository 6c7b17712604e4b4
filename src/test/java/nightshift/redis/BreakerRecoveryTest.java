package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Reachability;
import nightshift.limit.DestinationLimits;
import nightshift.limit.RateLimit;
import nightshift.store.DestinationStatus;
import nightshift.store.DestinationStatus.State;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waited for a destination starts over some time once its breaker has closed, and earlier failures no longer count. */
class BreakerRecoveryTest extends BreakerFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    BreakerRecoveryTest() {
        super(REDIS);
    }

    @Test
    void whatWaitedStartsOverTheTimeOfRecovery() {
        calls.busy(DOWN);
        store.submit(6_000, Calls.to(DOWN));
        while (calls.exchange(500).more()) {
            // until all stand aside
        }
        assertThat(store.ports.destinations().status(DOWN).waiting()).isEqualTo(6_000);
        calls.openedAgo(DOWN, Duration.ofMinutes(10));
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));

        DestinationStatus.Recovery recovery =
                store.ports.destinations().status(DOWN).breaker().recovery().orElseThrow();
        assertThat(recovery.interval()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11)); // 100 a second
        assertThat(calls.claim(500)).hasSizeLessThan(15);
    }

    @Test
    void whatWaitedStartsOnTopOfTheCallsThatAreUsual() {
        for (int i = 0; i < 4; i++) {
            calls.answer(calls.submitAndClaim(DOWN, 500));
        }
        calls.busy(DOWN);
        store.submit(10, Calls.to(DOWN));
        assertThat(calls.claim(10)).isEmpty();
        calls.openedAgo(DOWN, Duration.ofMinutes(10));
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));

        DestinationStatus.Recovery recovery =
                store.ports.destinations().status(DOWN).breaker().recovery().orElseThrow();
        // 2,000 calls within the minute before are one in 30 ms, and the 9 that wait add little in a minute
        assertThat(recovery.interval()).isBetween(Duration.ofMillis(28), Duration.ofMillis(31));
    }

    @Test
    void aBreakerThatWasOpenForAMomentSpreadsNothing() {
        calls.busy(DOWN);
        store.submit(1_000, Calls.to(DOWN));
        while (calls.exchange(500).more()) {
            // until all stand aside
        }
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));

        assertThat(calls.claimWithin(Duration.ofSeconds(5), 999)).hasSize(999);
    }

    @Test
    void aBreakerThatHasClosedIsForgottenWhenItsRecoveryIsOver() {
        calls.busy(DOWN);
        store.submit(1, Calls.to(DOWN));
        assertThat(calls.claim(1)).isEmpty();
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));
        assertThat(store.ports.destinations().status(DOWN).breaker().recovery()).isEmpty();
        store.ports.upkeep().audit();
        assertThat(store.client.hkeys(store.keys.breakers())).containsExactly(DOWN.host());

        calls.closedAgo(DOWN, Duration.ofSeconds(70));
        store.ports.upkeep().audit();

        assertThat(store.client.hkeys(store.keys.breakers())).isEmpty();
    }

    @Test
    void failuresFromBeforeABreakerClosedDoNotOpenItAgain() {
        calls.end(calls.submitAndClaim(DOWN, 20), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.tenSecondsPass();
        store.submit(1, Calls.to(DOWN));
        assertThat(calls.claim(1)).isEmpty();
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));
        calls.recoveryIsOver(DOWN);
        store.ports.upkeep().audit();

        calls.answeredAgo(DOWN, Duration.ofSeconds(2));
        calls.end(calls.submitAndClaim(DOWN, 1), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);

        assertThat(store.ports.destinations().status(DOWN).breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aProbeThatFailsDoesNotShortenTheRecovery() {
        letJobsWaitForTenMinutes(602);
        calls.letTheProbeGo(DOWN);
        calls.end(calls.claim(1), Outcome.FAILED, JobState.DEAD, Reachability.FAILED, 0);
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));

        assertThat(interval()).isBetween(Duration.ofMillis(95), Duration.ofMillis(105)); // 600 in a minute
    }

    @Test
    void aRecoveryThatIsOverWhileJobsWaitBecomesTwiceAsFast() {
        letJobsWaitForTenMinutes(601);
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));

        calls.recoveryIsOver(DOWN);
        store.ports.upkeep().audit();

        assertThat(interval()).isBetween(Duration.ofMillis(47), Duration.ofMillis(53));
    }

    @Test
    void jobsWaitForBothTheRecoveryAndTheLimitOfTheirDestination() {
        letJobsWaitForTenMinutes(61);
        calls.letTheProbeGo(DOWN);
        calls.answer(calls.claim(1));
        RateLimit rate = new RateLimit(1, Duration.ofMinutes(1));
        store.ports.destinations().limit(DOWN, limits -> new DestinationLimits(Optional.empty(), Optional.of(rate)));
        assertThat(calls.claimWithin(Duration.ofSeconds(5), 1)).hasSize(1);

        // the recovery alone lets one start each second
        assertThat(calls.exchange(10).again().orElseThrow()).isGreaterThan(Duration.ofSeconds(30));
    }

    private void letJobsWaitForTenMinutes(int jobs) {
        calls.busy(DOWN);
        store.submit(jobs, Calls.to(DOWN));
        while (calls.exchange(500).more()) {
            // until all stand aside
        }
        calls.openedAgo(DOWN, Duration.ofMinutes(10));
    }

    private Duration interval() {
        return store.ports
                .destinations()
                .status(DOWN)
                .breaker()
                .recovery()
                .orElseThrow()
                .interval();
    }
}
