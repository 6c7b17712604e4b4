package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.store.JobFilter;
import nightshift.store.RipeJobs;
import nightshift.store.RipeJobs.Slice;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RipeJobsTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention NONE_SUCCEEDED = new Retention(YEAR, YEAR, 1);
    private static final String ME = "worker01";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private RipeJobs ripe;

    @BeforeEach
    void port() {
        ripe = store.ports.ripeJobs();
    }

    @Test
    void jobsAreGivenOutWhole() {
        JobId id = store.submit(NewJob.of(TASK, "\"" + "x".repeat(1_000) + "\""));
        store.fail(store.claim());
        Job job = store.job(id);

        assertThat(jobs(awaitRipe(1))).containsExactly(job);
        assertThat(store.job(id)).isEqualTo(job);
    }

    @Test
    void theOldestSucceededJobsGoWhenThereAreTooMany() {
        List<JobId> ids = succeeded(1_200);

        List<Slice> slices = removed(NONE_SUCCEEDED);

        assertThat(slices).hasSize(3);
        assertThat(jobs(slices)).extracting(Job::id).containsExactlyElementsOf(ids.subList(0, 1_199));
        assertThat(left()).containsExactly(ids.get(1_199));
        assertThat(store.client.xlen(store.keys.index())).isEqualTo(1);
        Bookkeeping.check(store);
    }

    @Test
    void theTwoStepsRemoveWhatThePurgeRemoves() {
        JobId waiting = store.submit(aJob("q", 5, new Due.After(YEAR)));
        JobId own = store.submit(NewJob.of(new TaskName("nightshift.import"), "{}"));
        store.exchange(1, new TaskName("nightshift.import")).claimed().forEach(store::succeed);
        store.submit(2, aJob());
        store.fail(store.claim());
        store.succeed(store.claim());
        JobId cancelled = store.submit(aJob("other", 5, new Due.Now()));
        store.ports.intake().cancel(cancelled);
        List<JobId> many = succeeded(5);

        removed(new Retention(YEAR, YEAR, 4));

        assertThat(left())
                .contains(waiting, own, cancelled)
                .contains(many.get(2), many.get(3), many.get(4))
                .doesNotContain(many.get(0), many.get(1))
                .hasSize(7);
        await().untilAsserted(() -> {
            removed(new Retention(Duration.ofSeconds(1), Duration.ofSeconds(1), 100));
            assertThat(left()).containsExactly(waiting);
        });
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatWasSentAgainMeanwhileStays() {
        store.submit(2, aJob());
        JobId again = store.claim().lease().job();
        store.expireLeases();
        store.ports
                .upkeep()
                .rescue("rescuer1", Duration.ofMinutes(1), 10, Duration.ZERO)
                .jobs()
                .forEach(rescued -> store.fail(rescued.job()));
        store.fail(store.claim());
        List<Slice> slices = awaitRipe(2);
        store.ports.intake().retry(again);

        assertThat(slices.stream().mapToInt(ripe::remove).sum()).isEqualTo(1);

        assertThat(left()).containsExactly(again);
        assertThat(store.state(again)).isEqualTo(JobState.READY);
        assertThat(store.client.xlen(store.keys.index())).isEqualTo(1);
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatFailedAgainMeanwhileStaysToo() {
        JobId id = store.submit();
        store.fail(store.claim());
        List<Slice> slices = awaitRipe(1);
        store.ports.intake().retry(id);
        store.fail(store.claim());

        assertThat(slices.stream().mapToInt(ripe::remove).sum()).isZero();
        assertThat(left()).containsExactly(id);
    }

    @Test
    void removingTwiceDoesNoHarm() {
        succeeded(3);
        List<Slice> slices = slices(NONE_SUCCEEDED);

        assertThat(slices.stream().mapToInt(ripe::remove).sum()).isEqualTo(2);
        assertThat(slices.stream().mapToInt(ripe::remove).sum()).isZero();
        Bookkeeping.check(store);
    }

    @Test
    void oneWorkerAtATimeRemoves() {
        succeeded(3);
        assertThat(ripe.next(NONE_SUCCEEDED, ME, RipeJobs.START)).isPresent();

        assertThat(ripe.next(NONE_SUCCEEDED, "worker02", RipeJobs.START)).isEmpty();
        assertThat(store.client.pttl(store.keys.archiver())).isBetween(1L, RipeJobs.HOLD_SECONDS * 1000L);
        ripe.release("worker02");
        assertThat(ripe.next(NONE_SUCCEEDED, "worker02", RipeJobs.START)).isEmpty();

        ripe.release(ME);
        assertThat(ripe.next(NONE_SUCCEEDED, "worker02", RipeJobs.START)).isPresent();
    }

    @Test
    void largeJobsMakeSmallSlices() {
        store.submit(12, NewJob.of(TASK, "\"" + "x".repeat(200_000) + "\""));
        store.claim(20).forEach(store::succeed);

        assertThat(removed(NONE_SUCCEEDED))
                .extracting(slice -> slice.jobs().size())
                .containsExactly(6, 5);
        assertThat(left()).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void theEndLeavesNothingBehindWhereNobodyClaims() {
        store.ports.intake().cancel(store.submit());
        store.ports.queues().pause(QueueName.DEFAULT, "ann");

        removed(NONE_SUCCEEDED);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("ready"));
    }

    private List<JobId> succeeded(int count) {
        List<JobId> ids = store.submit(count, aJob());
        for (int left = count; left > 0; left -= 500) {
            store.settle(store.claim(500).stream()
                    .map(job -> TestStore.settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED))
                    .toList());
        }
        return ids;
    }

    private List<Slice> awaitRipe(int jobs) {
        List<Slice> found = new ArrayList<>();
        await().until(() -> {
            found.clear();
            found.addAll(slices(new Retention(Duration.ofSeconds(1), Duration.ofSeconds(1), 100)));
            return jobs(found).size() == jobs;
        });
        return found;
    }

    private List<Slice> slices(Retention retention) {
        return slices(retention, slice -> {});
    }

    private List<Slice> removed(Retention retention) {
        return slices(retention, ripe::remove);
    }

    private List<Slice> slices(Retention retention, Consumer<Slice> then) {
        List<Slice> slices = new ArrayList<>();
        String position = RipeJobs.START;
        do {
            slices.add(ripe.next(retention, ME, position).orElseThrow());
            position = slices.get(slices.size() - 1).next();
            then.accept(slices.get(slices.size() - 1));
        } while (!slices.get(slices.size() - 1).ended());
        return slices;
    }

    private static List<Job> jobs(List<Slice> slices) {
        return slices.stream().flatMap(slice -> slice.jobs().stream()).toList();
    }

    private List<JobId> left() {
        return store.ports.catalog().page(JobFilter.ALL, 1_000, Optional.empty()).jobs().stream()
                .map(JobSummary::id)
                .toList();
    }
}
