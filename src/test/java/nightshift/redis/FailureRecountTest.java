package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Invariant;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.redis.record.ShortId;
import nightshift.store.Integrity.Finding;
import nightshift.store.Integrity.Pass;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The self-audit recounts failure groups that are large. */
class FailureRecountTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    /** Answers the key of the group. */
    private String fail(JobState next, int jobsOfEachQueue, String... queues) {
        for (String queue : queues) {
            store.submit(jobsOfEachQueue, aJob(queue, 5, new Due.Now()));
        }
        for (int left = jobsOfEachQueue * queues.length; left > 0; ) {
            List<Claimed> jobs = store.claim(500);
            left -= jobs.size();
            store.settle(jobs.stream()
                    .map(job -> settlement(job, Outcome.FAILED, next))
                    .toList());
        }
        return store.keys.failure(
                store.client.zrange(store.keys.failures(), 0, 0).get(0));
    }

    @Test
    void thousandsOfDeadJobsInSeveralQueuesAreCounted() throws InterruptedException {
        String group = fail(JobState.DEAD, 1_500, "a", "b");
        store.client.hdel(group, "q a");
        store.client.hset(group, "q b", "3000");

        Finding finding = check().findings().get(Invariant.FAILURES);

        assertThat(finding.found()).isEqualTo(2).isEqualTo(finding.repaired());
        assertThat(store.client.hmget(group, "q a", "q b")).containsExactly("1500", "1500");
        assertThat(check().findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
    }

    @Test
    void thousandsOfJobsThatAreToBeTriedAgainAreCountedOnceThereAreFewer() throws InterruptedException {
        String group = fail(JobState.RETRYING, 2_100, "a");
        assertThat(check().findings()).isEqualTo(Map.of());
        store.client.hincrBy(group, "q a", 1);

        Finding finding = check().findings().get(Invariant.FAILURES);

        assertThat(finding).extracting(Finding::found, Finding::repaired).containsExactly(1L, 0L);
        store.client
                .zrange(store.keys.due(), 0, 199)
                .forEach(id -> store.ports.intake().cancel(ShortId.read(id.getBytes(ISO_8859_1), 0)));
        finding = check().findings().get(Invariant.FAILURES);
        assertThat(finding).extracting(Finding::found, Finding::repaired).containsExactly(1L, 1L);
        assertThat(store.client.hget(group, "q a")).isEqualTo("1900");
        Bookkeeping.check(store);
    }

    @Test
    void aCauseThatIsLostIsReadFromAMember() throws InterruptedException {
        String group = fail(JobState.DEAD, 1, "a");
        Map<String, String> before = store.client.hgetAll(group);
        store.client.hdel(group, "task", "type", "message", "frame", "status", "host");

        assertThat(check().findings()).containsOnlyKeys(Invariant.FAILURES);

        assertThat(store.client.hgetAll(group)).isEqualTo(before);
    }

    private Pass check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();
    }
}
