package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases.Exchange;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims keep to the limits of queues and of job keys. */
class LimitsTest {

    private static final QueueName Q = new QueueName("q");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @BeforeEach
    void letRedisKnowTheScripts() {
        store.letRedisKnowTheScripts();
    }

    @Test
    void noMoreJobsRunThanTheQueueAllows() {
        store.configure(Q, "/concurrency", "7");
        store.submit(20, aJob("q", 5, new Due.Now()));
        store.submit(5, aJob("other", 5, new Due.Now()));

        List<Claimed> first = claimAll();
        assertThat(first).hasSize(12);
        assertThat(store.exchange(50, TASK).more()).isFalse();
        assertThat(store.exchange(50, TASK).claimed()).isEmpty();

        Exchange next = settleAndClaim(50, of(first, "q").subList(0, 3), Outcome.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(next.claimed()).hasSize(3);
        assertThat(next.more()).isFalse();
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyWayToEndGivesTheRoomBackOnce(Outcome outcome) {
        store.configure(Q, "/concurrency", "1", "/perKey/concurrency", "1");
        store.submit(3, aJob("q", 5, new Due.Now(), "k"));
        Claimed job = claimAll().get(0);
        JobState next = switch (outcome) {
            case SUCCEEDED -> JobState.SUCCEEDED;
            case FAILED, TIMED_OUT -> JobState.RETRYING;
            case LOST, INTERRUPTED -> JobState.READY;
            case CANCELLED -> JobState.CANCELLED;
        };

        assertThat(settleAndClaim(10, List.of(job), outcome, next).claimed()).hasSize(1);
        assertThat(settleAndClaim(10, List.of(job), outcome, next).claimed()).isEmpty();

        assertThat(store.client.hget(store.keys.running("q"), "k")).isEqualTo("1");
        Bookkeeping.check(store);
    }

    @Test
    void aRescuedJobKeepsItsPlaceUntilItIsSettled() {
        store.configure(Q, "/concurrency", "1");
        store.submit(2, aJob("q", 5, new Due.Now()));
        Claimed lost = claimAll().get(0);
        store.expireLeases();

        var rescued = store.ports
                .upkeep()
                .rescue("rescuer1", TestStore.LEASE, 10, Duration.ZERO)
                .jobs();
        assertThat(claimAll()).isEmpty();
        store.succeed(lost); // fenced off
        assertThat(claimAll()).isEmpty();
        store.settle(settlement(lost, rescued.get(0).job().lease(), Outcome.LOST, JobState.READY));

        assertThat(claimAll()).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void othersHearOfRoomThatTheWorkerCannotUse() {
        store.configure(Q, "/concurrency", "2");
        store.submit(5, aJob("q", 5, new Due.Now()));
        List<Claimed> jobs = claimAll();
        String before = store.lastEvent();

        settleAndClaim(50, jobs.subList(0, 1), Outcome.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(store.roomFreedSince(before)).isEmpty();

        store.submit(1, aJob("other", 1, new Due.Now()));
        store.settle(settlement(jobs.get(1), Outcome.SUCCEEDED, JobState.SUCCEEDED));
        assertThat(store.roomFreedSince(before)).containsExactly(Q);
    }

    @ParameterizedTest(name = "{0} jobs, {1} slots, paused: {2}")
    @CsvSource({"4, 1, false, true", "4, 1, true, false", "3, 50, false, false"})
    void othersHearOfRoomThatTheNextClaimLeaves(int jobs, int slots, boolean isPaused, boolean isHeard) {
        store.configure(Q, "/concurrency", "2");
        store.submit(jobs, aJob("q", 5, new Due.Now()));
        List<Claimed> running = claimAll();
        if (isPaused) {
            store.ports.queues().pause(Q, "ann");
        }
        String before = store.lastEvent();

        settleAndClaim(slots, running, Outcome.SUCCEEDED, JobState.SUCCEEDED);

        assertThat(store.roomFreedSince(before)).hasSize(isHeard ? 1 : 0);
    }

    @Test
    void aLimitThatIsRaisedOrRemovedCountsAtOnce() {
        store.configure(Q, "/concurrency", "1", "/perKey/concurrency", "1");
        store.submit(10, aJob("q", 5, new Due.Now(), "k"));
        assertThat(claimAll()).hasSize(1);

        store.configure(Q, "/concurrency", "5", "/perKey/concurrency", "3");
        assertThat(claimAll()).hasSize(2);
        store.configure(Q, "/perKey", null);
        assertThat(claimAll()).hasSize(2);
        store.configure(Q, "/concurrency", null);
        assertThat(claimAll()).hasSize(5);
        Bookkeeping.check(store);
    }

    @Test
    void aKeyThatRunsBeforeItsLimitIsSetCountsAtOnce() {
        store.submit(4, aJob("q", 5, new Due.Now(), "k"));
        assertThat(store.claim(2)).hasSize(2);

        store.configure(Q, "/perKey/concurrency", "2");

        assertThat(claimAll()).isEmpty();
        assertThat(store.allKeys()).contains("aside:key:k@q");
        Bookkeeping.check(store);
    }

    @Test
    void jobsOfAKeyAtItsLimitStandAsideAndComeBackInOrder() {
        store.configure(Q, "/perKey/concurrency", "2");
        List<JobId> blocked = store.submit(6, aJob("q", 5, new Due.Now(), "a@b"));
        List<JobId> free = store.submit(3, aJob("q", 5, new Due.Now()));
        List<JobId> others = store.submit(3, aJob("q", 9, new Due.Now(), "c"));

        List<Claimed> first = claimAll();
        assertThat(ids(first))
                .containsExactlyInAnyOrder(
                        blocked.get(0),
                        blocked.get(1),
                        free.get(0),
                        free.get(1),
                        free.get(2),
                        others.get(0),
                        others.get(1));
        Bookkeeping.check(store);

        List<Claimed> ofKey = first.stream()
                .filter(job -> blocked.contains(job.lease().job()))
                .toList();
        Exchange next = settleAndClaim(50, ofKey, Outcome.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(ids(next.claimed())).containsExactly(blocked.get(2), blocked.get(3));
        store.ports.intake().cancel(blocked.get(4));
        Bookkeeping.check(store);
        assertThat(ids(settleAndClaim(50, next.claimed(), Outcome.SUCCEEDED, JobState.SUCCEEDED)
                        .claimed()))
                .containsExactly(blocked.get(5));
        Bookkeeping.check(store);
    }

    @Test
    void manyBlockedJobsAreSetAsideInPieces() {
        store.configure(Q, "/perKey/concurrency", "1");
        store.submit(2_500, aJob("q", 5, new Due.Now(), "a"));
        JobId behind = store.submit(aJob("q", 5, new Due.Now(), "b"));

        List<JobId> claimed = new ArrayList<>();
        int calls = 0;
        for (boolean more = true; more; calls++) {
            Exchange exchange = store.exchange(10, TASK);
            claimed.addAll(ids(exchange.claimed()));
            more = exchange.more();
        }

        assertThat(claimed).hasSize(2).contains(behind);
        assertThat(calls).isBetween(3, 5);
        Bookkeeping.check(store);
    }

    @Test
    void aRateLetsStartWhatItSavedAndThenOneAfterTheOther() {
        store.configure(Q, "/rateLimit/permits", "100", "/rateLimit/per", "PT1S");
        store.submit(300, aJob("q", 5, new Due.Now()));

        Exchange first = store.exchange(200, TASK);
        assertThat(first.claimed()).hasSize(10);
        assertThat(first.more()).isFalse();
        assertThat(first.again())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofMillis(60)));

        long before = store.redis.now();
        int started = 0;
        while (started < 50) {
            started += store.exchange(200, TASK).claimed().size();
        }
        assertThat(store.redis.now() - before).isBetween(380L, 700L);
        Bookkeeping.check(store);
    }

    @Test
    void aRateOfAKeySetsAsideUntilItsTime() {
        store.configure(Q, "/perKey/rateLimit/permits", "2", "/perKey/rateLimit/per", "PT3S");
        store.submit(3, aJob("q", 5, new Due.Now(), "a"));
        store.submit(3, aJob("q", 5, new Due.Now(), "b"));

        Exchange first = store.exchange(10, TASK);
        assertThat(first.claimed()).hasSize(2);
        assertThat(first.again())
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500)));
        assertThat(store.exchange(10, TASK).claimed()).isEmpty();
        assertThat(store.exchange(10, TASK).again()).isPresent();
        Bookkeeping.check(store);

        long before = store.redis.now();
        int started = 0;
        while (started < 2) {
            started += store.exchange(10, TASK).claimed().size();
        }
        assertThat(store.redis.now() - before).isBetween(200L, 3_000L);
        Bookkeeping.check(store);
        store.configure(Q, "/perKey", null);
        assertThat(claimAll()).hasSize(2);
    }

    @Test
    void aFairQueueKeepsTheLimitsOfItsKeysAndWhatIsCanceledLeavesIt() {
        store.configure(Q, "/fair", "true", "/perKey/concurrency", "2");
        List<JobId> flood = store.submit(50, aJob("q", 5, new Due.Now(), "flood"));
        List<JobId> other = store.submit(3, aJob("q", 5, new Due.Now(), "other"));
        store.ports.intake().cancel(other.get(0));
        store.ports.intake().cancel(flood.get(49));
        Bookkeeping.check(store);

        List<Claimed> first = claimAll();
        assertThat(byKey(first)).containsOnly(Map.entry("flood", 2L), Map.entry("other", 2L));
        Bookkeeping.check(store);
        assertThat(settleAndClaim(10, first, Outcome.INTERRUPTED, JobState.READY)
                        .claimed())
                .hasSize(4);
        Bookkeeping.check(store);
        assertThat(store.ports.queues().empty(Q)).isEqualTo(47);
        Bookkeeping.check(store);
    }

    @Test
    void aJobOfTheLastPriorityStartsOnceItHasWaitedForItsTime() {
        JobId last = store.submit(aJob("q", 9, new Due.Now()));
        JobId middle = store.submit(aJob("q", 5, new Due.Now()));
        store.submit(1_000, aJob("q", 1, new Due.Now()));
        assertThat(ids(store.claim(50))).doesNotContain(last, middle);

        ready(last, Duration.ofSeconds(121));
        ready(middle, Duration.ofSeconds(59));
        assertThat(ids(store.claim(10))).contains(last).doesNotContain(middle);

        ready(middle, Duration.ofSeconds(61));
        List<JobId> one = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // half of the claims of one job look at these first
            one.addAll(ids(store.claim(1)));
        }
        assertThat(one).contains(middle);
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatHaveWaitedForTheirTimeGetHalfAtMost() {
        List<JobId> late = store.submit(100, aJob("q", 9, new Due.Now()));
        late.subList(0, 50).forEach(id -> ready(id, Duration.ofMinutes(5)));
        store.submit(100, aJob("q", 1, new Due.Now()));

        List<JobId> claimed = ids(store.claim(20));

        assertThat(claimed.stream().filter(late::contains).count()).isEqualTo(10);
    }

    @Test
    void aJobThatHasWaitedForItsTimeTakesNoYoungerOnesWithIt() {
        List<JobId> last = store.submit(10, aJob("q", 9, new Due.Now()));
        ready(last.get(0), Duration.ofMinutes(5));
        store.submit(100, aJob("q", 1, new Due.Now()));

        assertThat(ids(store.claim(20))).contains(last.get(0)).doesNotContainAnyElementsOf(last.subList(1, 10));
    }

    /** As if the job had become ready this long ago. */
    private void ready(JobId id, Duration ago) {
        store.patch(id, 10, String.format("%013d", store.redis.now() - ago.toMillis()));
    }

    private List<Claimed> claimAll() {
        List<Claimed> all = new ArrayList<>();
        Exchange exchange;
        do {
            exchange = store.exchange(500, TASK);
            all.addAll(exchange.claimed());
        } while (exchange.more());
        return all;
    }

    private Exchange settleAndClaim(int max, List<Claimed> jobs, Outcome outcome, JobState next) {
        List<Settlement> settlements =
                jobs.stream().map(job -> settlement(job, outcome, next)).toList();
        return store.ports
                .leases()
                .exchange(settlements, new ClaimRequest(TestStore.WORKER, max, Set.of(TASK), TestStore.LEASE));
    }

    private static List<Claimed> of(List<Claimed> jobs, String queue) {
        return jobs.stream().filter(job -> job.queue().value().equals(queue)).toList();
    }

    private Map<String, Long> byKey(List<Claimed> jobs) {
        return jobs.stream()
                .map(job -> store.job(job.lease().job())
                        .options()
                        .key()
                        .map(Object::toString)
                        .orElse(""))
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    }

    private static List<JobId> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.lease().job()).toList();
    }
}
