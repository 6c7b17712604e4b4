package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nightshift.job.BulkKind;
import nightshift.job.Due;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.job.Retention;
import nightshift.job.Submission;
import nightshift.store.BulkJob;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PurgeTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void deadJobsHaveARetentionOfTheirOwn() {
        oneOfEachEnd();

        await().untilAsserted(() -> {
            store.ports.upkeep().purge(new Retention(Duration.ofSeconds(1), YEAR, 100));
            assertThat(states()).containsExactly(JobState.DEAD);
        });
        Bookkeeping.check(store);

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, Duration.ofSeconds(1), 100)))
                .isEqualTo(1);
        assertThat(states()).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void nothingYoungIsRemoved() {
        oneOfEachEnd();

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 100))).isZero();
        assertThat(states()).hasSize(3);
    }

    @Test
    void theOldestSucceededJobsGoWhenThereAreTooMany() {
        List<JobId> ids = store.submit(1_500, aJob());
        for (int i = 0; i < 3; i++) {
            store.settle(store.claim(500).stream()
                    .map(job -> TestStore.settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED))
                    .toList());
        }

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 600))).isEqualTo(900);
        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 600))).isZero();
        assertThat(store.ports.catalog().find(ids.get(899))).isEmpty();
        assertThat(store.ports.catalog().find(ids.get(900))).isPresent();
        Bookkeeping.check(store);
    }

    @Test
    void importsAndExportsOutliveTheManyJobsThatTheySubmittedAndDoNotCount() {
        TaskName imports = new TaskName("nightshift.import");
        TaskName exports = new TaskName("nightshift.export");
        List<JobId> bulk = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bulk.add(begin(BulkKind.IMPORT, imports));
            bulk.add(begin(BulkKind.EXPORT, exports));
        }
        List<JobId> ids = store.submit(10, aJob());
        succeedAll(imports, exports, TASK);

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 3))).isEqualTo(7);
        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 3))).isZero();

        assertThat(bulk)
                .allSatisfy(id -> assertThat(store.ports.catalog().find(id)).isPresent());
        assertThat(ids.subList(7, 10))
                .allSatisfy(id -> assertThat(store.ports.catalog().find(id)).isPresent());
        Bookkeeping.check(store);
    }

    @Test
    void theManyJobsOfOurOwnDoNotDriveOutOthers() {
        TaskName helper = new TaskName("nightshift.import.partition");
        store.submit(50, NewJob.of(Reserved.CANARY_TASK, "{}"));
        store.submit(50, NewJob.of(helper, "{}"));
        List<JobId> ids = store.submit(10, aJob());
        succeedAll(Reserved.CANARY_TASK, helper, TASK);

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 10))).isEqualTo(100);

        assertThat(ids)
                .allSatisfy(id -> assertThat(store.ports.catalog().find(id)).isPresent());
        Bookkeeping.check(store);
    }

    private JobId begin(BulkKind kind, TaskName task) {
        JobId id = store.ports.bulkJobs().newId();
        store.ports.bulkJobs().begin(new BulkJob(id, kind, "{}", Map.of()), Submission.of(NewJob.of(task, "{}")));
        return id;
    }

    private void succeedAll(TaskName... tasks) {
        store.settle(store.exchange(500, tasks).claimed().stream()
                .map(job -> TestStore.settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED))
                .toList());
    }

    @Test
    void deadAndCancelledJobsDoNotCountAsSucceeded() {
        oneOfEachEnd();

        assertThat(store.ports.upkeep().purge(new Retention(YEAR, YEAR, 1))).isZero();
    }

    @Test
    void aJobThatWaitsForLongStaysInTheIndexWhileThoseAroundItGo() {
        JobId waiting = store.submit(aJob("q", 5, new Due.After(YEAR)));
        store.ports.intake().submit(List.of(Submission.of(aJob()), Submission.of(aJob("q", 5, new Due.After(YEAR)))));
        store.submit(700, aJob());
        store.claim(500).forEach(store::succeed);
        store.claim(500).forEach(store::succeed);

        assertThat(store.purge(0, 0, 0)).isEqualTo(701);
        assertThat(store.purge(0, 0, 0)).isZero();

        var listed =
                store.ports.catalog().page(JobFilter.ALL, 50, Optional.empty()).jobs();
        assertThat(listed).hasSize(2).extracting(JobSummary::id).contains(waiting);
        assertThat(store.client.xlen(store.keys.index())).isEqualTo(2);
        Bookkeeping.check(store);
    }

    /** The second call of the script begins inside the entry of the index that the first has stopped in. */
    @Test
    void aJobAtTheFrontOfAnEntryKeepsItAlthoughTheRestGoesInALaterCall() {
        store.submit();
        List<Submission> batch = new ArrayList<>(List.of(Submission.of(aJob("q", 5, new Due.After(YEAR)))));
        batch.addAll(Collections.nCopies(499, Submission.of(aJob())));
        store.ports.intake().submit(batch);
        store.claim(500).forEach(store::succeed);

        assertThat(store.purge(0, 0, 0)).isEqualTo(500);

        assertThat(states()).containsExactly(JobState.SCHEDULED);
        assertThat(store.client.xlen(store.keys.index())).isEqualTo(1);
        Bookkeeping.check(store);
    }

    @Test
    void nothingOfAJobIsLeftBehind() {
        oneLifeOfEachKind();
        Set<String> before = keysThatStay();

        oneLifeOfEachKind();

        assertThat(keysThatStay())
                .isEqualTo(before)
                .doesNotContain("due", "leases", "resumed")
                .noneMatch(key -> key.matches("(job|ready|aside|ended):.*"));
        assertThat(store.client.xlen(store.keys.index())).isZero();
        assertThat(store.client.hgetAll(store.keys.counts()).values()).containsOnly("0");
    }

    @Test
    void jobsCancelledWhereNobodyClaimsLeaveNothingBehindEither() {
        JobId unknown = store.submit(NewJob.of(new TaskName("no.such"), "{}"));
        store.claim(10);
        store.ports.intake().cancel(unknown);
        store.ports.intake().cancel(store.submit());
        store.ports.queues().pause(QueueName.DEFAULT, "ann");

        store.purge(0, 0, 0);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside") || key.startsWith("ready"));
    }

    /** What is there for ever, whatever jobs come and go, and what Redis itself removes after a time. */
    private Set<String> keysThatStay() {
        Set<String> keys = new TreeSet<>();
        for (String key : store.allKeys()) {
            if (store.client.ttl(store.keys.prefix() + key) < 0) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void oneLifeOfEachKind() {
        oneOfEachEnd();
        JobId scheduled = store.submit(aJob("q", 2, new Due.After(YEAR)));
        JobId ready = store.submit(aJob("r", 3, new Due.Now()));
        store.ports
                .intake()
                .submit(List.of(new Submission(
                        aJob(), Optional.of(new IdempotencyKey("ann", ready.toString(), "hash")), Optional.empty())));
        store.ports.intake().cancel(scheduled);
        store.ports.intake().cancel(ready);
        store.ports.queues().pause(new QueueName("r"), "ann");
        store.ports.queues().resume(new QueueName("r"), "me");
        store.submit();
        store.claim();
        store.expireLeases();
        store.ports
                .upkeep()
                .rescue("rescuer1", Duration.ofMinutes(1), 10, Duration.ZERO)
                .jobs()
                .forEach(rescued -> store.fail(rescued.job()));
        store.submit();
        store.settle(TestStore.settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        store.submit(NewJob.of(new TaskName("other.task"), "{}"));
        store.claim(10).forEach(store::succeed);
        store.beat(TASK, new TaskName("other.task"));
        store.exchange(10, TASK, new TaskName("other.task")).claimed().forEach(store::succeed);
        store.ports.workers().leave(TestStore.WORKER);
        store.purge(0, 0, 0);
    }

    private void oneOfEachEnd() {
        store.submit(2, aJob());
        store.succeed(store.claim());
        store.fail(store.claim());
        store.ports.intake().cancel(store.submit(aJob("other", 5, new Due.Now())));
    }

    private List<JobState> states() {
        return store.ports.catalog().page(JobFilter.ALL, 50, Optional.empty()).jobs().stream()
                .map(JobSummary::state)
                .toList();
    }
}
