package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Fingerprint;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Settlement;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.FailureGroup;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which jobs are in a failure group, and what it counts. */
class FailureMembersTest extends FailureFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    FailureMembersTest() {
        super(REDIS);
    }

    @Test
    void aGroupCountsItsJobsByStateAndQueue() {
        fail("one", "a", JobState.DEAD);
        fail("one", "a", JobState.RETRYING);
        JobId newest = fail("one", "b", JobState.DEAD);
        fail("two", "a", JobState.RETRYING);

        FailureGroup group = group("one");

        assertThat(group.dead()).isEqualTo(2);
        assertThat(group.retrying()).isEqualTo(1);
        assertThat(group.failures()).isEqualTo(3);
        assertThat(group.queues()).isEqualTo(Map.of(new QueueName("a"), 2L, new QueueName("b"), 1L));
        assertThat(group.sample()).contains(newest);
        assertThat(group.perHour()).hasSize(24);
        assertThat(group.perHour().stream().mapToLong(n -> n).sum()).isEqualTo(3);
        assertThat(group.cause().task()).contains(TASK);
        assertThat(group.cause().type()).isEqualTo("test");
        assertThat(group.cause().message()).isEqualTo("one");
        assertThat(group.mute()).isEmpty();
        assertThat(group.firstSeen()).isBeforeOrEqualTo(group.lastSeen());
        assertThat(store.job(newest).failureGroup()).contains(fingerprint("one"));
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobIsInTheGroupOfItsLatestFailureUntilItSucceeds() {
        JobId id = fail("one", "a", JobState.RETRYING);
        assertThat(group("one").retrying()).isEqualTo(1);

        settle(runAgain(), "two", JobState.RETRYING);
        assertThat(group("one").jobs()).isZero();
        assertThat(group("two").retrying()).isEqualTo(1);

        Claimed again = runAgain();
        assertThat(group("two").retrying()).isEqualTo(1);
        store.succeed(again);
        assertThat(group("two").jobs()).isZero();
        assertThat(group("two").queues()).isEmpty();
        assertThat(store.job(id).failureGroup()).isEmpty();
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobLeavesItsGroupWhenItIsCanceledSentAgainOrRemoved() {
        JobId canceled = fail("one", "a", JobState.RETRYING);
        JobId retried = fail("one", "a", JobState.DEAD);
        fail("one", "a", JobState.DEAD);
        fail("one", "b", JobState.RETRYING);

        store.ports.intake().cancel(canceled);
        assertThat(group("one").retrying()).isEqualTo(1);
        assertThat(store.job(canceled).failureGroup()).isEmpty();
        store.ports.intake().retry(retried);
        assertThat(group("one").dead()).isEqualTo(1);
        assertThat(store.job(retried).failureGroup()).isEmpty();
        store.ports.queues().empty(new QueueName("b"));
        assertThat(group("one").retrying()).isZero();
        store.purge(0, 0, 0);
        assertThat(group("one").jobs()).isZero();
        assertThat(group("one").sample()).isEmpty();
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobWhoseDeadlinePassesStaysInItsGroupOrComesIntoOneOfItsOwn() {
        store.submit(withDeadline());
        settle(store.claim(), "one", JobState.RETRYING);
        JobId waiting = store.submit(withDeadline());
        for (String id : store.client.zrange(store.keys.prefix() + "expiry", 0, -1)) {
            JobId job = ShortId.read(id.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0);
            store.patch(job, 70 + "default\ndemo.noop\n\td".length(), "0".repeat(13));
            store.client.zadd(store.keys.prefix() + "expiry", 1, id);
        }

        var expiry = store.ports.upkeep().expire(10);

        assertThat(group("one").dead()).isEqualTo(1);
        assertThat(group("one").retrying()).isZero();
        Fingerprint own = store.job(waiting).failureGroup().orElseThrow();
        FailureGroup group = store.ports.failures().find(own).orElseThrow();
        assertThat(expiry.newFailures()).containsExactly(own);
        assertThat(expiry.ended()).hasSize(2);
        assertThat(group.cause().type()).isEqualTo("deadline");
        assertThat(group.dead()).isEqualTo(1);
        new FailureBookkeeping(store).check();
    }

    @Test
    void aGroupIsReportedAsNewOnce() {
        store.submit(2, aJob());
        List<Claimed> jobs = store.claim(2);

        assertThat(exchange(settlement(jobs.get(0), "one", JobState.DEAD)).newFailures())
                .containsExactly(fingerprint("one"));
        assertThat(exchange(settlement(jobs.get(1), "one", JobState.DEAD)).newFailures())
                .isEmpty();
    }

    private static NewJob withDeadline() {
        return new NewJob(
                TASK,
                "{}",
                JobOptions.with().deadline(new Due.After(Duration.ofHours(2))).build());
    }

    private nightshift.store.JobLeases.Exchange exchange(Settlement settlement) {
        return store.ports
                .leases()
                .exchange(List.of(settlement), new ClaimRequest(WORKER, 0, Set.of(), TestStore.LEASE));
    }
}
