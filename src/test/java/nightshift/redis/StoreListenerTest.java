package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreListenerTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<StoreListener.Failure> failures = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private RedisStore store;

    private final StoreListener listener = new StoreListener() {
        @Override
        public void called(String script, Duration took) {
            assertThat(took).isPositive().isLessThan(Duration.ofSeconds(30));
            calls.add(script);
        }

        @Override
        public void failed(Failure failure) {
            failures.add(failure);
        }

        @Override
        public void waitedForConnection(Duration wait) {
            waits.add(wait);
        }
    };

    private RedisStore connect(URI url) {
        store = RedisStore.connect(new RedisConfig(url, UUID.randomUUID().toString()), Thread::new, listener);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void hearsOfEveryScriptByItsNameAndOfCommands() {
        RedisStore open = connect(REDIS.url());

        open.intake().submit(List.of(Submission.of(aJob())));
        ClaimRequest request = new ClaimRequest(TestStore.WORKER, 1, Set.of(TestStore.TASK), TestStore.LEASE);
        var claimed = open.leases().exchange(List.of(), request).claimed();
        open.leases()
                .exchange(
                        List.of(TestStore.settlement(claimed.get(0), Outcome.SUCCEEDED, JobState.SUCCEEDED)), request);

        assertThat(calls)
                .contains("submit", "claim", "claim_settle", StoreListener.COMMANDS)
                .doesNotContain("settle");
        assertThat(RedisStore.calls()).containsAll(calls);
        assertThat(waits).hasSizeGreaterThanOrEqualTo(calls.size());
        assertThat(failures).isEmpty();
    }

    @Test
    void hearsWhyCallsFail() {
        RedisStore away = connect(URI.create("redis://127.0.0.1:1"));

        assertThatThrownBy(() -> away.queues().queues()).isInstanceOf(StoreUnavailable.class);

        assertThat(failures).isNotEmpty().containsOnly(StoreListener.Failure.UNREACHABLE);
        assertThat(calls).contains(StoreListener.COMMANDS);
    }

    @Test
    void reportsHowManyConnectionsThereAre() {
        RedisStore open = connect(REDIS.url());
        open.queues().queues();

        assertThat(open.health().connections().active()
                        + open.health().connections().idle())
                .isPositive();
        assertThat(open.health().connections().waiting()).isZero();
    }
}
