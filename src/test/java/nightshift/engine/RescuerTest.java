package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import nightshift.job.Fingerprint;
import nightshift.job.JobListener;
import nightshift.job.Lease;
import nightshift.job.Retention;
import nightshift.job.Settlement;
import nightshift.store.ClaimRequest;
import nightshift.store.ExtendResult;
import nightshift.store.JobLeases;
import nightshift.store.JobUpkeep;
import nightshift.store.StoreUnavailable;
import org.junit.jupiter.api.Test;

/** What the rescuer reports to the store about the time that has passed. */
class RescuerTest {

    private static final EngineConfig CONFIG = new EngineConfig(
            "worker01",
            "localhost",
            "test",
            1,
            Duration.ofSeconds(1),
            new Retention(Duration.ofDays(1), Duration.ofDays(1), 100),
            true,
            true);

    private final List<Duration> unanswered = new ArrayList<>();
    private boolean away;
    private long now;
    private final Rescuer rescuer = new Rescuer(
            CONFIG,
            new Upkeep(),
            new NoLeases(),
            new JobListener() {},
            new Verdict(new SplittableRandom(1)),
            job -> false,
            () -> now);

    @Test
    void asksForHowLongItAskedInVain() {
        rescuer.runOnce();
        away = true;
        assertThatThrownBy(rescuer::runOnce).isInstanceOf(StoreUnavailable.class);
        pass(Duration.ofMillis(500));
        assertThatThrownBy(rescuer::runOnce).isInstanceOf(StoreUnavailable.class);
        away = false;
        pass(Duration.ofMillis(200));
        rescuer.runOnce();
        rescuer.runOnce();

        assertThat(unanswered)
                .containsExactly(
                        Duration.ZERO, Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(700), Duration.ZERO);
    }

    @Test
    void lapsesOneStepAfterItsProcessStoodStillButNeverTwo() {
        rescuer.runOnce();
        pass(CONFIG.heartbeat());
        rescuer.runOnce();
        assertThat(unanswered).hasSize(1);

        pass(CONFIG.heartbeat());
        rescuer.runOnce();
        assertThat(unanswered).hasSize(2).allMatch(Duration::isZero);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private final class Upkeep implements JobUpkeep {
        @Override
        public Rescue rescue(String worker, Duration lease, int limit, Duration asked) {
            unanswered.add(asked);
            if (away) {
                throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "on purpose", null);
            }
            return new Rescue(List.of(), Duration.ZERO);
        }

        @Override
        public Promotion promote(int limit) {
            return new Promotion(List.of(), Duration.ofSeconds(1));
        }

        @Override
        public Expiry expire(int limit) {
            return new Expiry(List.of(), List.of(), Duration.ofSeconds(1));
        }

        @Override
        public void repairIndex() {}

        @Override
        public List<Fingerprint> tidyFailures() {
            return List.of();
        }

        @Override
        public OptionalInt audit() {
            return OptionalInt.empty();
        }

        @Override
        public int purge(Retention retention) {
            return 0;
        }
    }

    private static final class NoLeases implements JobLeases {
        @Override
        public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
            return new Exchange(List.of(), List.of(), List.of(), List.of(), false, Optional.empty());
        }

        @Override
        public List<ExtendResult> extend(List<Lease> leases, Duration lease) {
            return List.of();
        }
    }
}
