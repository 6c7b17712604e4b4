package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nightshift.job.Due;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit of running jobs corrects counts, and looks again at jobs that stand aside because of their key. */
class LimitAuditTest {

    private static final QueueName Q = new QueueName("q");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void anAuditPutsWrongCountsRight() {
        store.configure(Q, "/perKey/concurrency", "2");
        store.submit(3, aJob("q", 5, new Due.Now(), "k"));
        store.claim(2);
        assertThat(store.ports.upkeep().audit()).hasValue(0);
        store.client.hset(store.keys.running("q"), Map.of("k", "1", "gone", "4"));
        store.client.hset(store.keys.counts(), Map.of("q:X", "7", "*:X", "7"));

        assertThat(store.ports.upkeep().audit()).hasValue(4);

        assertThat(store.ports.upkeep().audit()).hasValue(0);
        Bookkeeping.check(store);
    }

    @Test
    void jobsWhoseKeyHasNoRoomStayAside() {
        aJobThatWaitsForAnotherOfItsKey();

        store.ports.upkeep().audit();

        assertThat(wakeTime()).isInfinite();
        Bookkeeping.check(store);
    }

    @Test
    void jobsWhoseKeyHasNoLimitAnymoreComeBack() {
        JobId waiting = aJobThatWaitsForAnotherOfItsKey();
        store.client.hdel(store.keys.prefix() + "limits", "q");

        store.ports.upkeep().audit();

        assertThat(wakeTime()).isFinite();
        assertThat(store.claim(10)).extracting(job -> job.lease().job()).containsExactly(waiting);
    }

    /** Jobs without a key have no count of their own. */
    @Test
    void aJobWithoutAKeyIsNotCountedForKeys() {
        store.configure(Q, "/perKey/concurrency", "2");
        store.submit(aJob("q", 5, new Due.Now()));
        store.claim(1);

        assertThat(store.ports.upkeep().audit()).hasValue(0);
        Bookkeeping.check(store);
    }

    private JobId aJobThatWaitsForAnotherOfItsKey() {
        store.configure(Q, "/perKey/concurrency", "1");
        store.submit(aJob("q", 5, new Due.Now(), "k"));
        JobId waiting = store.submit(aJob("q", 5, new Due.Now(), "k"));
        assertThat(store.claim(10)).hasSize(1);
        assertThat(wakeTime()).isInfinite();
        return waiting;
    }

    private double wakeTime() {
        return store.client.zscore(store.keys.prefix() + "aside:key", "k@q");
    }
}
