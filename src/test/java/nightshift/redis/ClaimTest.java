package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.redis.link.LuaScript;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases.Exchange;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void lowerPrioritiesComeFirstAndOlderJobsWithinThem() {
        List<JobId> ids = new ArrayList<>();
        for (int priority : new int[] {9, 5, 1, 5, 9, 1}) {
            ids.add(store.submit(aJob("q", priority, new Due.Now())));
        }

        List<JobId> claimed = ids(store.claim(6));

        assertThat(claimed).containsExactly(ids.get(2), ids.get(5), ids.get(1), ids.get(3), ids.get(0), ids.get(4));
    }

    @Test
    void aClaimWhoseWorkerHasGivenUpTakesNothing() {
        JobId id = store.submit();

        List<?> answer = (List<?>) store.redis.run(
                LuaScript.CLAIM,
                TestStore.args(
                        10,
                        "worker01".repeat(3).substring(0, 20),
                        60_000,
                        "\n" + TestStore.TASK + "\n",
                        0,
                        "\n",
                        0,
                        1,
                        "- - - 0.5 10 1000 60000 60000"));

        assertThat(answer).hasSize(3);
        assertThat(store.state(id)).isEqualTo(JobState.READY);
        assertThat(ids(store.claim(1))).containsExactly(id);
        Bookkeeping.check(store);
    }

    @Test
    void aClaimSharesItsSlotsBetweenQueues() {
        store.submit(400, aJob("flood", 1, new Due.Now()));
        store.submit(10, aJob("trickle", 9, new Due.Now()));
        store.submit(3, aJob("drip", 9, new Due.Now()));

        List<Claimed> claimed = store.claim(30);

        assertThat(claimed)
                .filteredOn(job -> job.queue().value().equals("drip"))
                .hasSize(3);
        assertThat(claimed)
                .filteredOn(job -> job.queue().value().equals("trickle"))
                .hasSize(10);
        assertThat(claimed.size()).isBetween(23, 30);
    }

    @Test
    void singleSlotsReachEveryQueueInTurn() {
        List<String> queues = List.of("a", "b", "c", "d");
        queues.forEach(queue -> store.submit(300, aJob(queue, 5, new Due.Now())));
        Map<String, Integer> claims = new HashMap<>();

        for (int i = 0; i < 400; i++) {
            claims.merge(store.claim().queue().value(), 1, Integer::sum);
        }

        assertThat(claims)
                .hasSize(4)
                .allSatisfy((queue, count) -> assertThat(count).isBetween(50, 150));
    }

    @Test
    void aPausedQueueKeepsItsJobsUntilItIsResumed() {
        store.submit(aJob("q", 5, new Due.Now()));
        store.ports.queues().pause(new QueueName("q"), "ann");
        store.submit(aJob("q", 5, new Due.Now()));
        JobId elsewhere = store.submit(aJob("r", 5, new Due.Now()));

        assertThat(ids(store.claim(10))).containsExactly(elsewhere);

        store.ports.queues().resume(new QueueName("q"), "me");
        assertThat(store.claim(10)).hasSize(2);
        Bookkeeping.check(store);
    }

    @Test
    void jobsCancelledWhileReadyAreSkippedHoweverMany() {
        List<JobId> ids = store.submit(2_500, aJob());
        ids.forEach(store.ports.intake()::cancel);
        JobId last = store.submit();
        List<JobId> claimed = new ArrayList<>();

        Exchange exchange;
        int calls = 0;
        do {
            exchange = store.exchange(10, TASK);
            claimed.addAll(ids(exchange.claimed()));
            calls++;
        } while (exchange.more());

        assertThat(claimed).containsExactly(last);
        assertThat(calls).isBetween(2, 5);
        Bookkeeping.check(store);
    }

    @Test
    void aJobCancelledAndSentAgainWhileReadyRunsOnce() {
        JobId id = store.submit();
        store.ports.intake().cancel(id);
        store.ports.intake().retry(id);

        List<Claimed> claimed = store.claim(10);

        assertThat(ids(claimed)).containsExactly(id);
        Bookkeeping.check(store);
        store.succeed(claimed.get(0));
        assertThat(store.claim(10)).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void aClaimSaysWhetherMoreMayBeReady() {
        store.submit(5, aJob());

        assertThat(store.exchange(3, TASK).more()).isTrue();
        assertThat(store.exchange(3, TASK).more()).isFalse();
        assertThat(store.exchange(0, TASK).more()).isFalse();
    }

    @Test
    void everyClaimHasATokenThatNamesItsWorkerAndARisingNumber() {
        store.submit();
        Claimed first = store.claim();
        store.settle(settlement(first, Outcome.INTERRUPTED, JobState.READY));
        Claimed second = store.claim();

        assertThat(first.lease().token()).hasSize(20).startsWith(WORKER);
        assertThat(second.lease().token()).isNotEqualTo(first.lease().token());
        assertThat(List.of(first.lease().attempt(), second.lease().attempt())).containsExactly(1, 2);
        assertThat(second.waited()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    @Test
    void settlementsAndClaimsTravelTogether() {
        store.letRedisKnowTheScripts();
        store.submit(2, aJob());
        Claimed first = store.claim();

        Exchange exchange = store.ports
                .leases()
                .exchange(
                        List.of(settlement(first, Outcome.INTERRUPTED, JobState.READY)),
                        new ClaimRequest(WORKER, 2, Set.of(TASK), LEASE));

        assertThat(exchange.settled()).hasSize(1);
        assertThat(ids(exchange.claimed())).hasSize(2).contains(first.lease().job());
    }

    @Test
    void aWorkerWithoutTasksLeavesReadyJobsAlone() {
        store.submit();

        assertThat(store.exchange(10).claimed()).isEmpty();
        assertThat(store.claim(10)).hasSize(1);
    }

    @Test
    void moreThanABatchIsRefused() {
        assertThatThrownBy(() -> store.claim(501)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.ports.leases().extend(Collections.nCopies(501, null), LEASE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<JobId> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.lease().job()).toList();
    }
}
