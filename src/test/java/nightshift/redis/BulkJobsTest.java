package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.job.BulkKind;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.job.Submission;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Checkpoints.Step;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkJobsTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private BulkJobs bulkJobs;
    private Checkpoints checkpoints;

    @BeforeEach
    void ports() {
        bulkJobs = store.ports.bulkJobs();
        checkpoints = store.ports.checkpoints();
    }

    @Test
    void aBulkJobBeginsTogetherWithItsJob() {
        BulkJob begun = begin(Map.of("p0", "0"));

        assertThat(bulkJobs.find(begun.id())).contains(begun);
        assertThat(store.state(begun.id())).isEqualTo(JobState.READY);
        assertThat(checkpoints.all(begun.id())).isEqualTo(Map.of("p0", "0"));
        Bookkeeping.check(store);
    }

    @Test
    void aStepMovesTheCheckpointAndStoresItsJobs() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Lease lease = store.claim().lease();

        assertThat(commit(lease, bulk, "0", "500", 3)).isEqualTo(Commit.COMMITTED);

        assertThat(checkpoints.all(bulk.id())).isEqualTo(Map.of("p0", "500"));
        assertThat(store.claim(10)).hasSize(3);
        Bookkeeping.check(store);
    }

    @Test
    void aStepSentAgainIsNotDoneTwice() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Lease lease = store.claim().lease();
        commit(lease, bulk, "0", "500", 3);

        assertThat(commit(lease, bulk, "0", "500", 3)).isEqualTo(Commit.ALREADY);
        assertThat(commit(lease, bulk, "0", "700", 3)).isEqualTo(Commit.CONFLICT);

        assertThat(store.claim(10)).hasSize(3);
    }

    @Test
    void aStepUnderAStaleLeaseStoresNothing() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Lease held = store.claim().lease();
        Lease stale = new Lease(held.job(), held.attempt(), "worker01zzzzzzzzzzzz");

        assertThat(commit(stale, bulk, "0", "500", 3)).isEqualTo(Commit.LEASE_LOST);
        assertThat(checkpoints.isHeld(stale)).isFalse();
        assertThat(checkpoints.isHeld(held)).isTrue();
        assertThat(checkpoints.all(bulk.id())).isEqualTo(Map.of("p0", "0"));
        assertThat(store.claim(10)).isEmpty();
    }

    @Test
    void aStepAfterTheEndStoresNothing() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Claimed job = store.claim();
        store.settle(TestStore.settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED));

        assertThat(commit(job.lease(), bulk, "0", "500", 3)).isEqualTo(Commit.LEASE_LOST);
        assertThat(checkpoints.isHeld(job.lease())).isFalse();
    }

    @Test
    void aJobThatWasAskedToStopTakesNoFurtherStep() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Lease lease = store.claim().lease();
        store.ports.intake().cancel(bulk.id());

        assertThat(commit(lease, bulk, "0", "500", 3)).isEqualTo(Commit.STOP);
        assertThat(store.claim(10)).isEmpty();
    }

    @Test
    void anotherJobHelpsUntilTheBulkJobIsAskedToStop() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        store.claim();
        store.submit();
        Lease helper = store.claim().lease();

        assertThat(commit(helper, bulk, "0", "500", 1)).isEqualTo(Commit.COMMITTED);
        store.ports.intake().cancel(bulk.id());
        assertThat(commit(helper, bulk, "500", "900", 1)).isEqualTo(Commit.STOP);
    }

    @Test
    void whoGetsOnIsNotTheCauseOfEarlierLosses() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Claimed first = store.claim();
        store.settle(TestStore.settlement(first, Outcome.LOST, JobState.READY));
        Claimed second = store.claim();
        assertThat(second.lost()).isEqualTo(1);

        commit(second.lease(), bulk, "0", "500", 0);
        store.settle(TestStore.settlement(second, Outcome.INTERRUPTED, JobState.READY));

        assertThat(store.claim().lost()).isZero();
    }

    @Test
    void aCheckpointNeedsNoBeginning() {
        JobId job = store.submit();
        Lease lease = store.claim().lease();

        assertThat(checkpoints.commit(lease, new Step(job, "step", "", "{}"), List.of()))
                .isEqualTo(Commit.COMMITTED);

        assertThat(checkpoints.all(job)).isEqualTo(Map.of("step", "{}"));
        assertThat(bulkJobs.find(job)).isEmpty();
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        List<JobId> begun = List.of(
                begin(Map.of()).id(), begin(Map.of()).id(), begin(Map.of()).id());

        BulkJobs.Page first = bulkJobs.page(BulkKind.IMPORT, 2, Optional.empty());
        BulkJobs.Page second = bulkJobs.page(BulkKind.IMPORT, 2, first.nextToken());

        assertThat(first.items()).extracting(BulkJob::id).containsExactly(begun.get(2), begun.get(1));
        assertThat(second.items()).extracting(BulkJob::id).containsExactly(begun.get(0));
        assertThat(second.nextToken()).isEmpty();
        assertThat(bulkJobs.page(BulkKind.EXPORT, 2, Optional.empty()).items()).isEmpty();
        assertThatThrownBy(() -> bulkJobs.page(BulkKind.IMPORT, 2, Optional.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageOfLargeDescriptionsEndsEarly() {
        List<JobId> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            BulkJob bulk = new BulkJob(bulkJobs.newId(), BulkKind.IMPORT, "x".repeat(1_500_000), Map.of());
            bulkJobs.begin(bulk, Submission.of(aJob()));
            begun.add(bulk.id());
        }

        BulkJobs.Page first = bulkJobs.page(BulkKind.IMPORT, 1000, Optional.empty());
        BulkJobs.Page second = bulkJobs.page(BulkKind.IMPORT, 1000, first.nextToken());

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.nextToken()).isEmpty();
        assertThat(Stream.concat(first.items().stream(), second.items().stream())
                        .map(BulkJob::id))
                .containsExactlyInAnyOrderElementsOf(begun);
    }

    @Test
    void whatIsForgottenIsGoneButItsJob() {
        JobId id = begin(Map.of()).id();
        assertThat(bulkJobs.begunBefore(
                        BulkKind.IMPORT,
                        store.ports.catalog().find(id).orElseThrow().createdAt(),
                        0))
                .containsExactly(id);

        bulkJobs.forget(BulkKind.IMPORT, id);

        assertThat(bulkJobs.find(id)).isEmpty();
        assertThat(bulkJobs.begunBefore(BulkKind.IMPORT, Instant.now().plusSeconds(60), 0))
                .isEmpty();
        assertThat(store.state(id)).isEqualTo(JobState.READY);
    }

    @Test
    void checkpointsGoWithTheirJob() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        store.succeed(store.claim());

        await().untilAsserted(() -> {
            store.ports.upkeep().purge(new Retention(Duration.ofSeconds(1), Duration.ofDays(1), 100));
            assertThat(checkpoints.all(bulk.id())).isEmpty();
        });
    }

    @Test
    void aStepMayHaveJobsThatAreDueLater() {
        BulkJob bulk = begin(Map.of("p0", "0"));
        Lease lease = store.claim().lease();
        Submission later = Submission.of(aJob("default", 5, new Due.After(Duration.ofHours(1))));

        checkpoints.commit(lease, new Step(bulk.id(), "p0", "0", "1"), List.of(later));

        assertThat(store.claim(10)).isEmpty();
        Bookkeeping.check(store);
    }

    private BulkJob begin(Map<String, String> fields) {
        BulkJob bulk = new BulkJob(bulkJobs.newId(), BulkKind.IMPORT, "{\"name\":\"a\"}", fields);
        bulkJobs.begin(bulk, Submission.of(aJob()));
        return bulk;
    }

    private Commit commit(Lease lease, BulkJob bulk, String from, String to, int jobs) {
        return checkpoints.commit(
                lease, new Step(bulk.id(), "p0", from, to), Collections.nCopies(jobs, Submission.of(aJob())));
    }
}
