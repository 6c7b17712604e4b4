package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.redis.find.RedisRipeJobs;
import nightshift.store.RipeJobs;
import nightshift.store.RipeJobs.Slice;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a walk of the purge learns must save work, and must not keep a later walk from removing what is to go. */
class PurgeWalkTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention LONG = new Retention(YEAR, YEAR, 1_000_000);
    private static final Pattern READS = Pattern.compile("cmdstat_getrange:calls=(\\d+)");
    private static final QueueName MAIL = new QueueName("mail");
    private static final QueueName QUICK = new QueueName("quick");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void jobsThatAreKeptForLongAreNotLookedAtByEachWalk() {
        ended("mail", 5_000, JobState.SUCCEEDED);
        store.configure(QUICK, "/retention/SUCCEEDED/age", "PT1S");
        await().untilAsserted(() -> assertThat(readsOf(() -> new RedisRipeJobs(store.redis, store.keys).purge(LONG)))
                .isGreaterThanOrEqualTo(5_000));
        purge(LONG);

        ended("quick", 300, JobState.SUCCEEDED);
        await().untilAsserted(() -> {
            assertThat(readsOf(() -> purge(LONG))).isLessThan(2_500);
            assertThat(jobs("quick")).isZero();
        });
        assertThat(jobs("mail")).isEqualTo(5_000);
        Bookkeeping.check(store);
    }

    @Test
    void aCountIsKeptToWhereTheWalkSkipsMost() {
        ended("mail", 1_000, JobState.SUCCEEDED);
        List<JobId> ids = new ArrayList<>(ended("quick", 400, JobState.SUCCEEDED));
        ended("mail", 4_000, JobState.SUCCEEDED);
        ids.addAll(ended("quick", 400, JobState.SUCCEEDED));
        store.configure(QUICK, "/retention/SUCCEEDED/count", "800");
        learn(5_800);

        ids.addAll(ended("quick", 650, JobState.SUCCEEDED));

        assertThat(readsOf(() -> assertThat(purge(LONG)).isEqualTo(650))).isLessThan(4_000);
        assertThat(ids.subList(0, 650))
                .allSatisfy(id -> assertThat(store.ports.catalog().find(id)).isEmpty());
        assertThat(ids.subList(650, 1_450))
                .allSatisfy(id -> assertThat(store.ports.catalog().find(id)).isPresent());
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatIsRetriedAndEndsOtherwiseGoesByItsNewState() {
        ended("mail", 1_000, JobState.SUCCEEDED);
        JobId old = ended("quick", 1, JobState.DEAD).get(0);
        ended("mail", 1_000, JobState.SUCCEEDED);
        store.configure(QUICK, "/retention/SUCCEEDED/count", "1", "/retention/SUCCEEDED/age", "P1D");
        ended("quick", 1, JobState.SUCCEEDED);
        learn(2_002);

        store.ports.intake().retry(old);
        settle(store.claim(1), JobState.SUCCEEDED);

        assertThat(purge(LONG)).isEqualTo(1);
        assertThat(store.ports.catalog().find(old)).isEmpty();
    }

    @Test
    void aJobThatWaitedWhenTheWalkPassedGoesWhenItHasEnded() {
        ended("mail", 1_000, JobState.SUCCEEDED);
        JobId waiting = store.submit(aJob("quick", 5, new Due.After(YEAR)));
        ended("mail", 1_000, JobState.SUCCEEDED);
        store.configure(QUICK, "/retention/CANCELLED/age", "PT1S");
        learn(2_001);

        store.ports.intake().cancel(waiting);

        await().untilAsserted(() -> {
            purge(LONG);
            assertThat(store.ports.catalog().find(waiting)).isEmpty();
        });
        Bookkeeping.check(store);
    }

    @Test
    void otherRulesHoldAtOnceForJobsThatWereLookedAt() {
        ended("mail", 1_500, JobState.SUCCEEDED);
        store.configure(MAIL, "/retention/SUCCEEDED/count", "1400");
        assertThat(purge(LONG)).isEqualTo(100);

        store.configure(MAIL, "/retention/SUCCEEDED/count", "200");

        assertThat(purge(LONG)).isEqualTo(1_200);
        assertThat(purge(new Retention(YEAR, YEAR, 10))).isZero();
        store.configure(MAIL, "/retention", null);
        assertThat(purge(new Retention(YEAR, YEAR, 10))).isEqualTo(190);
    }

    @Test
    void aJobThatStaysBecauseItWasRetriedIsLookedAtAgain() {
        ended("mail", 1_000, JobState.SUCCEEDED);
        JobId id = ended("quick", 1, JobState.DEAD).get(0);
        ended("mail", 600, JobState.SUCCEEDED);
        store.configure(QUICK, "/retention/DEAD/age", "PT1S");
        AtomicBoolean retried = new AtomicBoolean();
        await().untilAsserted(() -> {
            archive(slice -> {
                if (!slice.jobs().isEmpty()) {
                    store.ports.intake().retry(id);
                    retried.set(true);
                }
            });
            assertThat(retried).isTrue();
        });

        settle(store.claim(1), JobState.DEAD);

        await().untilAsserted(() -> {
            archive(slice -> {});
            assertThat(store.ports.catalog().find(id)).isEmpty();
        });
        Bookkeeping.check(store);
    }

    /** Walks as a server with an archive does. */
    private void archive(Consumer<Slice> beforeItIsRemoved) {
        RipeJobs ripe = store.ports.ripeJobs();
        String position = RipeJobs.START;
        do {
            Slice slice = ripe.next(LONG, "worker01", position).orElseThrow();
            beforeItIsRemoved.accept(slice);
            ripe.remove(slice);
            position = slice.next();
        } while (!position.isEmpty());
    }

    /** Purges until this server knows all jobs and skips them. An age that no job reaches makes it look at all. */
    private void learn(int jobs) {
        store.configure(new QueueName("other"), "/retention/EXPIRED/age", "PT1S");
        await().untilAsserted(() -> {
            purge(LONG);
            assertThat(readsOf(() -> new RedisRipeJobs(store.redis, store.keys).purge(LONG)))
                    .isGreaterThanOrEqualTo(jobs);
            assertThat(readsOf(() -> purge(LONG))).isLessThan(jobs - 400);
        });
    }

    private int purge(Retention retention) {
        return store.ports.upkeep().purge(retention);
    }

    /** How many reads of parts of records Redis counts meanwhile. */
    private long readsOf(Runnable work) {
        long before = reads();
        work.run();
        return reads() - before;
    }

    private long reads() {
        Matcher reads = READS.matcher(store.client.info("commandstats"));
        return reads.find() ? Long.parseLong(reads.group(1)) : 0;
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

    private long jobs(String queue) {
        return store.ports.queues().queue(new QueueName(queue)).stream()
                .mapToLong(status -> status.counts().get(JobState.SUCCEEDED))
                .sum();
    }
}
