package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.job.Due;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;
import nightshift.store.Integrity;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.params.SetParams;

class IntegrityTest {

    private static final QueueName Q = new QueueName("q");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private Integrity.Pass check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();
    }

    @Test
    void nothingDiffersWhereNothingIsWrong() throws InterruptedException {
        Population all = new Population(store);

        Integrity.Pass pass = check();

        assertThat(pass.findings()).isEqualTo(Map.of());
        assertThat(pass.jobs())
                .isEqualTo(store.allKeys().stream()
                        .filter(key -> key.startsWith("job:"))
                        .count());
        Bookkeeping.check(store);
        all.runToTheEnd(Set.of());
        assertThat(check().findings()).isEqualTo(Map.of());
    }

    @Test
    void ratesThatEndByThemselvesOrAreNotFullAreNoFault() throws InterruptedException {
        store.configure(Q, "/rateLimit/permits", "100", "/rateLimit/per", "PT1S");
        long soon = (store.redis.now() + 10_000) * 1_000;
        store.client.set(store.keys.prefix() + "tokens:q", Long.toString(soon));
        store.client.set(
                store.keys.prefix() + "tokens:unlimited",
                "99999999999999999",
                SetParams.setParams().px(3_600_000));

        assertThat(check().findings()).isEqualTo(Map.of());
    }

    @Test
    void aQueueThatIsNoLongerFairKeepsItsTurnsUntilTheyAreOver() throws InterruptedException {
        store.configure(Q, "/fair", "true");
        store.submit(3, aJob("q", 5, new Due.Now(), "k"));
        store.configure(Q, "/fair", null);
        store.client.hdel(store.keys.queueSettings(), Q.value());

        assertThat(check().findings()).isEqualTo(Map.of());
        assertThat(store.claim(10)).hasSize(3);
    }

    @Test
    void aReadyJobThatStandsNowhereIsLookedAtTwice() {
        JobId id = store.submit(aJob("q", 5, new Due.Now()));
        store.client.del(store.keys.ready("q", 5));

        assertThat(inspected(id, "0")).startsWith("?R");
        assertThat(store.client.exists(store.keys.ready("q", 5))).isFalse();

        assertThat(inspected(id, "1")).startsWith("R");
        assertThat(store.client.exists(store.keys.ready("q", 5))).isTrue();
        Bookkeeping.check(store);
    }

    private String inspected(JobId id, String repairsDoubts) {
        String token = "60000:auditor1";
        store.client.set(store.keys.integrity(), token);
        long later = store.redis.now() + 1_000;
        List<?> answer = (List<?>) store.redis.run(
                LuaScript.INSPECT, TestStore.args(token, 1_000, later, later, repairsDoubts, "-i" + ShortId.text(id)));
        return new String((byte[]) answer.get(2), UTF_8);
    }
}
