package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.UniqueKey;
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
    private static final NewJob UNIQUE = new NewJob(
            TASK,
            "{}",
            new Due.Now(),
            JobOptions.with().uniqueKey(new UniqueKey("order 42")).build(),
            OnConflict.AFTER);

    private static final String TOKEN = "60000:auditor1";

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

    @Test
    void aUniqueKeyGoesToTheJobsThatAreThere() {
        JobId running = store.submit(UNIQUE);
        store.claim();
        JobId blocked = store.submit(UNIQUE);
        String key = store.keys.prefix() + "unique:order 42";

        store.client.set(key, "0".repeat(22));
        inspected(running, "1");
        assertThat(store.client.get(key)).isEqualTo(ShortId.text(running));

        store.client.set(key, "0".repeat(22) + ShortId.text(blocked));
        inspected(running, "1");
        assertThat(store.client.get(key)).isEqualTo(ShortId.text(running) + ShortId.text(blocked));

        store.client.del(store.key(running));
        store.client.del(key);
        inspected(blocked, "1");
        assertThat(store.state(blocked)).isEqualTo(JobState.READY);
    }

    @Test
    void ofTwoLiveJobsWithAUniqueKeyTheOneThatHasItKeepsIt() {
        JobId other = store.submit(UNIQUE);
        store.claim();
        String key = store.keys.prefix() + "unique:order 42";
        store.client.del(key);
        JobId holder = store.submit(UNIQUE);

        inspected(other, "1");

        assertThat(store.client.get(key)).isEqualTo(ShortId.text(holder));
    }

    @Test
    void blockedJobsAreCountedAlsoIfJobsHaveComeSince() {
        store.submit(500, aJob());
        assertThat(blockedInExcess()).isEqualTo(List.of(0L));

        store.submit();
        assertThat(blockedInExcess()).as("of too many").isEqualTo("behind");
    }

    private Object blockedInExcess() {
        store.client.set(store.keys.integrity(), TOKEN);
        List<?> answer = (List<?>)
                store.redis.run(LuaScript.RECOUNT, TestStore.args(TOKEN, "blocked", "", 1, QueueName.DEFAULT.value()));
        List<?> excess = (List<?>) answer.get(2);
        return excess.get(0) instanceof byte[] text ? new String(text, UTF_8) : excess;
    }

    private String inspected(JobId id, String repairsDoubts) {
        store.client.set(store.keys.integrity(), TOKEN);
        long later = store.redis.now() + 1_000;
        List<?> answer = (List<?>) store.redis.run(
                LuaScript.INSPECT, TestStore.args(TOKEN, 1_000, later, later, repairsDoubts, "-i" + ShortId.text(id)));
        return new String((byte[]) answer.get(2), UTF_8);
    }
}
