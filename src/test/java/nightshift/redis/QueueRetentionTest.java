package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nightshift.job.BulkKind;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.job.Submission;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
import nightshift.redis.find.RedisRipeJobs;
import nightshift.store.BulkJob;
import nightshift.store.RipeJobs;
import nightshift.store.SettingsRefused;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues that keep their finished jobs longer or shorter than the installation does. */
class QueueRetentionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention LONG = new Retention(YEAR, YEAR, 1_000_000);
    private static final Retention SHORT = new Retention(SECOND, SECOND, 1_000_000);
    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aQueueKeepsItsJobsShorterThanTheOthers() {
        List<JobId> others = ended("web", 3, JobState.SUCCEEDED);
        ended("mail", 3, JobState.SUCCEEDED);
        List<JobId> dead = ended("mail", 2, JobState.DEAD);
        store.configure(MAIL, "/retention/SUCCEEDED/age", "PT1S");

        await().untilAsserted(() -> {
            purge(LONG);
            assertThat(left(others, dead)).isEqualTo(5);
            assertThat(jobs("mail", JobState.SUCCEEDED)).isZero();
        });
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatAQueueKeepsLongerDoNotHoldUpThoseBehindThem() {
        List<JobId> kept = ended("mail", 1_200, JobState.DEAD);
        ended("web", 700, JobState.DEAD);
        store.configure(MAIL, "/retention/DEAD/age", "P365D");

        await().untilAsserted(() -> {
            purge(SHORT);
            assertThat(jobs("web", JobState.DEAD)).isZero();
        });
        assertThat(left(kept)).isEqualTo(1_200);
        Bookkeeping.check(store);
    }

    @Test
    void exactlyTheNewestRemainAndOtherQueuesKeepTheirs() {
        List<JobId> before = ended("web", 300, JobState.SUCCEEDED);
        List<JobId> ids = ended("mail", 10_000, JobState.SUCCEEDED);
        List<JobId> after = ended("web", 300, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "100");

        assertThat(purge(LONG)).isEqualTo(9_900);
        assertThat(purge(LONG)).isZero();

        assertThat(left(ids.subList(9_900, 10_000))).isEqualTo(100);
        assertThat(left(before, after)).isEqualTo(600);
        Bookkeeping.check(store);
    }

    @Test
    void everyFinalStateHasACountOfItsOwn() {
        List<JobId> dead = ended("mail", 5, JobState.DEAD);
        List<JobId> cancelled = store.submit(5, aJob("mail", 5, new Due.After(YEAR)));
        cancelled.forEach(store.ports.intake()::cancel);
        store.configure(MAIL, "/retention/DEAD/count", "2", "/retention/CANCELLED/count", "3");

        assertThat(purge(LONG)).isEqualTo(5);

        assertThat(left(dead.subList(3, 5), cancelled.subList(2, 5))).isEqualTo(5);
        Bookkeeping.check(store);
    }

    @Test
    void ofAgeAndCountTheOneThatIsReachedFirstCounts() {
        ended("mail", 5, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "3", "/retention/SUCCEEDED/age", "PT1S");
        await().untilAsserted(() -> {
            purge(LONG);
            assertThat(jobs("mail", JobState.SUCCEEDED)).isZero();
        });

        ended("mail", 5, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/age", "P1D");
        assertThat(purge(SHORT)).isEqualTo(2);
    }

    @Test
    void aQueueWithACountNeitherDrivesOutOtherJobsNorIsDrivenOut() {
        List<JobId> mine = ended("mail", 50, JobState.SUCCEEDED);
        List<JobId> others = ended("web", 10, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "40");

        assertThat(purge(new Retention(YEAR, YEAR, 8))).isEqualTo(12);

        assertThat(left(mine.subList(10, 50))).isEqualTo(40);
        assertThat(left(others.subList(2, 10))).isEqualTo(8);
        Bookkeeping.check(store);
    }

    @Test
    void aQueueWithAnAgeAloneKeepsToTheCountOfTheInstallation() {
        ended("mail", 10, JobState.SUCCEEDED);
        ended("web", 10, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/age", "P365D");

        assertThat(purge(new Retention(YEAR, YEAR, 12))).isEqualTo(8);
        assertThat(jobs("mail", JobState.SUCCEEDED)).isEqualTo(2);
    }

    @Test
    void importsAndExportsDoNotCountInTheirQueueEither() {
        TaskName imports = new TaskName("nightshift.import");
        List<JobId> bulk = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JobId id = store.ports.bulkJobs().newId();
            NewJob job = new NewJob(
                    imports, "{}", new Due.Now(), JobOptions.with().queue(MAIL).build());
            store.ports.bulkJobs().begin(new BulkJob(id, BulkKind.IMPORT, "{}", Map.of()), Submission.of(job));
            bulk.add(id);
        }
        List<JobId> ids = store.submit(10, aJob("mail", 5, new Due.Now()));
        settle(store.exchange(500, imports, TASK).claimed(), JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "4");

        assertThat(purge(LONG)).isEqualTo(6);
        assertThat(purge(LONG)).isZero();

        assertThat(left(bulk, ids.subList(6, 10))).isEqualTo(7);
    }

    @Test
    void withoutItsValueAQueueFollowsTheInstallationAgain() {
        ended("mail", 5, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "2", "/retention/DEAD/age", "PT1S");

        store.configure(MAIL, "/retention/SUCCEEDED", null);
        assertThat(purge(LONG)).isZero();

        store.configure(MAIL, "/retention", null);
        assertThat(store.allKeys()).doesNotContain("retention");
    }

    @Test
    void theApiIsInForceBeforeTheFile() {
        ended("mail", 10, JobState.SUCCEEDED);
        store.ports.queues().configure(Map.of(MAIL, new SettingValues(Map.of("/retention/SUCCEEDED/count", "3"))));
        store.configure(MAIL, "/retention/SUCCEEDED/count", "6");
        assertThat(purge(LONG)).isEqualTo(4);

        store.configure(MAIL, "/retention/SUCCEEDED/count", null);
        assertThat(purge(LONG)).isEqualTo(3);

        store.ports.queues().configure(Map.of());
        assertThat(store.allKeys()).doesNotContain("retention");
    }

    @Test
    void serversThatPurgeAtTheSameTimeLeaveTheNewest() throws Exception {
        ended("web", 600, JobState.SUCCEEDED);
        List<JobId> ids = ended("mail", 3_000, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "100");
        ExecutorService servers = Executors.newFixedThreadPool(3);
        List<Future<Integer>> removed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RedisRipeJobs server = new RedisRipeJobs(store.redis, store.keys);
            removed.add(servers.submit(() -> server.purge(LONG)));
        }
        int all = 0;
        for (Future<Integer> some : removed) {
            all += some.get();
        }
        servers.shutdown();

        assertThat(all).isEqualTo(2_900);
        assertThat(left(ids.subList(2_900, 3_000))).isEqualTo(100);
        Bookkeeping.check(store);
    }

    @Test
    void whatIsArchivedIsWhatThePurgeRemoves() {
        List<JobId> ids = ended("mail", 1_300, JobState.SUCCEEDED);
        ended("web", 400, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "100");
        RipeJobs ripe = store.ports.ripeJobs();
        List<JobId> archived = new ArrayList<>();
        String position = RipeJobs.START;
        do {
            RipeJobs.Slice slice = ripe.next(LONG, "worker01", position).orElseThrow();
            slice.jobs().forEach(job -> archived.add(job.id()));
            ripe.remove(slice);
            position = slice.next();
        } while (!position.isEmpty());

        assertThat(archived).containsExactlyElementsOf(ids.subList(0, 1_200));
        assertThat(jobs("mail", JobState.SUCCEEDED)).isEqualTo(100);
        assertThat(jobs("web", JobState.SUCCEEDED)).isEqualTo(400);
        Bookkeeping.check(store);
    }

    @Test
    void theNumberOfQueuesWithARetentionHasABound() {
        Map<QueueName, SettingValues> file = new HashMap<>();
        for (int i = 0; i < QueueSettings.RETENTION_QUEUES_MOST; i++) {
            file.put(new QueueName("q" + i), new SettingValues(Map.of("/retention/DEAD/age", "P1D")));
        }
        store.ports.queues().configure(file);

        SettingsRefused refused = catchThrowableOfType(
                SettingsRefused.class, () -> store.configure(MAIL, "/retention/DEAD/age", "P1D", "/owner", "ann"));
        assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/retention");
        assertThat(store.ports.queues().queue(MAIL)).isEmpty();

        store.configure(new QueueName("q7"), "/retention/DEAD/count", "5"); // has one already
        ended("q7", 6, JobState.DEAD);
        assertThat(purge(LONG)).isEqualTo(1);
    }

    private int purge(Retention retention) {
        return store.ports.upkeep().purge(retention);
    }

    private List<JobId> ended(String queue, int count, JobState state) {
        List<JobId> ids = store.submit(count, aJob(queue, 5, new Due.Now()));
        for (int left = count; left > 0; ) {
            List<Claimed> claimed = store.claim(500);
            settle(claimed, state);
            left -= claimed.size();
        }
        return ids;
    }

    private void settle(List<Claimed> jobs, JobState state) {
        Outcome outcome = state == JobState.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.FAILED;
        store.settle(jobs.stream()
                .map(job -> TestStore.settlement(job, outcome, state))
                .toList());
    }

    private long jobs(String queue, JobState state) {
        return store.ports.queues().queue(new QueueName(queue)).stream()
                .mapToLong(status -> status.counts().get(state))
                .sum();
    }

    private long left(List<JobId> some, List<JobId> others) {
        return left(some) + left(others);
    }

    private long left(List<JobId> ids) {
        return ids.stream()
                .filter(id -> store.ports.catalog().find(id).isPresent())
                .count();
    }
}
