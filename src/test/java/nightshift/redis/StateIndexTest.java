package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Outcome;
import nightshift.redis.find.RedisJobCatalog;
import nightshift.redis.find.StateIndex;
import nightshift.redis.link.Connection;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of states in which few of many jobs are. */
class StateIndexTest {

    private static final Set<JobState> RARE =
            EnumSet.of(JobState.DEAD, JobState.RETRYING, JobState.RUNNING, JobState.SCHEDULED, JobState.CANCELLED);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private StateIndex index;
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void open() {
        index = new StateIndex(store.redis, store.keys);
    }

    @Test
    void listsOfManyRareJobsAreInOrder() {
        for (int round = 0; round < 4; round++) {
            for (String queue : List.of("mail", "billing", "mail-2")) {
                some(queue, 600);
            }
        }
        store.submit(700, aJob("mail", 5, new Due.Now()));
        List<JobSummary> all = all();

        for (Set<JobState> states : List.of(
                EnumSet.of(JobState.DEAD),
                EnumSet.of(JobState.DEAD, JobState.CANCELLED),
                EnumSet.of(JobState.RUNNING),
                EnumSet.of(JobState.RUNNING, JobState.SCHEDULED),
                RARE,
                EnumSet.complementOf(EnumSet.of(JobState.SUCCEEDED)))) {
            for (String queue : List.of("", "mail", "none")) {
                assertThat(walk(filter(states, queue), 170))
                        .as("%s in '%s'", states, queue)
                        .isEqualTo(all.stream()
                                .filter(job -> states.contains(job.state())
                                        && (queue.isEmpty()
                                                || job.queue().value().equals(queue)))
                                .map(JobSummary::id)
                                .toList());
            }
        }
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"DEAD", "RETRYING", "RUNNING", "SCHEDULED", "CANCELLED"})
    void thePageOfARareStateCostsAFewCalls(JobState state) {
        some("mail", 60);
        store.submit(5_000, aJob("mail", 5, new Due.Now()));
        RedisJobCatalog catalog = counted();

        for (String queue : List.of("", "mail")) {
            calls.clear();
            assertThat(catalog.page(filter(EnumSet.of(state), queue), 5, Optional.empty())
                            .jobs())
                    .hasSize(5);
            assertThat(calls).as("calls for '%s'", queue).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void aQueueWithoutSuchJobsCostsACall() {
        some("mail", 60);
        store.submit(5_000, aJob("billing", 5, new Due.Now()));
        RedisJobCatalog catalog = counted();

        for (JobFilter none : List.of(
                filter(EnumSet.of(JobState.SUCCEEDED), "billing"),
                filter(EnumSet.of(JobState.READY), "mail"),
                filter(EnumSet.of(JobState.EXPIRED, JobState.DEAD), "billing"),
                filter(Set.of(), "unknown"))) {
            calls.clear();
            assertThat(catalog.page(none, 50, Optional.empty())).isEqualTo(Page.last(List.of()));
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void aStateIsListedOverMoreQueuesThanOneCallTakes() {
        List<JobId> dead = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            dead.addAll(store.submit(3, aJob("tenant-" + i % 115, 5, new Due.After(Duration.ofHours(1)))));
        }
        dead.forEach(store.ports.intake()::cancel);

        assertThat(walk(filter(EnumSet.of(JobState.CANCELLED), ""), 50)).isEqualTo(reversed(dead));
    }

    @Test
    void jobsThatAnEarlierVersionLeftOutAreListedBeforeAndAfterTheRepair() {
        some("mail", 700);
        some("billing", 300);
        List<JobId> expected = all().stream()
                .filter(job -> RARE.contains(job.state()))
                .map(JobSummary::id)
                .toList();
        for (String key : store.allKeys()) {
            if (key.startsWith("state:")) {
                store.client.del(store.keys.prefix() + key);
            }
        }
        assertThat(walk(filter(RARE, ""), 100)).isEqualTo(expected);

        store.ports.upkeep().repairIndex();

        assertThat(index.isComplete(List.of("F:mail", "S:billing"))).isTrue();
        assertThat(walk(filter(RARE, ""), 100)).isEqualTo(expected);
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatAnEarlierVersionMovedOnAreDroppedFromTheIndex() {
        some("mail", 20);
        JobId ready = store.submit();
        store.client.zadd(store.keys.state('F', "mail"), 0, ShortId.text(ready));
        store.client.zadd(store.keys.state('F', "gone"), 0, ShortId.text(new JobId(java.util.UUID.randomUUID())));
        store.client.hset(store.keys.counts(), "gone:F", "0");
        assertThat(walk(filter(EnumSet.of(JobState.DEAD), ""), 3)).doesNotContain(ready);

        store.ports.upkeep().repairIndex();

        assertThat(store.client.zscore(store.keys.state('F', "mail"), ShortId.text(ready)))
                .isNull();
        assertThat(store.client.exists(store.keys.state('F', "gone"))).isFalse();
        Bookkeeping.check(store);
    }

    @Test
    void whatIsPurgedLeavesTheIndex() {
        some("mail", 50);
        store.purge(0, 0, 0);

        assertThat(store.client.exists(store.keys.state('F', "mail"))).isFalse();
        assertThat(store.client.exists(store.keys.state('C', "mail"))).isFalse();
        Bookkeeping.check(store);
    }

    /** A tenth of the jobs comes into each rare state. */
    private void some(String queue, int jobs) {
        int tenth = jobs / 10;
        store.submit(tenth, aJob(queue, 5, new Due.After(Duration.ofHours(1))));
        List<JobId> ids = store.submit(jobs - tenth, aJob(queue, 1, new Due.Now()));
        List<Claimed> claimed = new ArrayList<>();
        while (claimed.size() < ids.size()) {
            claimed.addAll(store.claim(Math.min(500, ids.size() - claimed.size())));
        }
        for (int i = 0; i < claimed.size() - tenth; i++) {
            Claimed job = claimed.get(i);
            switch (i % 10) {
                case 0 -> store.settle(settlement(job, Outcome.FAILED, JobState.DEAD));
                case 1 -> store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING));
                case 2 -> store.settle(settlement(job, Outcome.CANCELLED, JobState.CANCELLED));
                default -> store.succeed(job);
            }
        }
    }

    private RedisJobCatalog counted() {
        return new RedisJobCatalog(
                new Connection(store.client, store.keys, 0, new StoreListener() {
                    @Override
                    public void called(String what, Duration took) {
                        calls.add(what);
                    }
                }),
                store.keys);
    }

    private List<JobSummary> all() {
        List<JobSummary> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.catalog().page(JobFilter.ALL, 1000, token);
            all.addAll(page.jobs());
            token = page.nextToken();
        } while (token.isPresent());
        return all;
    }

    private List<JobId> walk(JobFilter filter, int size) {
        List<JobId> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.catalog().page(filter, size, token);
            page.jobs().forEach(job -> ids.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return ids;
    }

    private static JobFilter filter(Set<JobState> states, String queue) {
        return new JobFilter(states, queue.isEmpty() ? List.of() : List.of(Matches.exactly(Field.QUEUE, queue)));
    }

    private static List<JobId> reversed(List<JobId> ids) {
        return ids.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
