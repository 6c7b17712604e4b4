package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Time;
import nightshift.store.JobFilter;
import nightshift.store.JobScan;
import nightshift.store.JobScan.Extent;
import nightshift.store.JobScan.Slice;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobScanTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private JobScan scan;

    @BeforeEach
    void port() {
        scan = store.ports.scan();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 250, 499, 500})
    void everyJobIsSeenOnceAndInOrderHoweverTheSlicesFall(int looks) {
        List<JobId> ids = new ArrayList<>(store.submit(13, aJob()));
        for (int i = 0; i < 40; i++) {
            ids.add(store.submit());
        }
        ids.addAll(store.submit(1_100, aJob()));

        assertThat(walk(JobFilter.ALL, scan.extent(), looks))
                .extracting(Job::id)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void jobsAreWhole() {
        JobId id = store.submit(NewJob.of(TestStore.TASK, "{\"long\":\"" + "x".repeat(1_000) + "\"}"));
        store.fail(store.claim());

        assertThat(walk(JobFilter.ALL, scan.extent(), 500)).containsExactly(store.job(id));
    }

    @Test
    void jobsSubmittedLaterAreNotInIt() {
        List<JobId> ids = store.submit(20, aJob());
        Extent extent = scan.extent();
        store.submit(20, aJob());

        assertThat(extent.jobs()).isEqualTo(20);
        assertThat(walk(JobFilter.ALL, extent, 500)).extracting(Job::id).containsExactlyElementsOf(ids);
    }

    @Test
    void anEmptyStoreHasAnEmptyWalk() {
        Extent extent = scan.extent();
        store.submit();

        assertThat(extent.jobs()).isZero();
        assertThat(scan.next(JobFilter.ALL, JobScan.START, extent.end(), 500))
                .isEqualTo(new Slice(List.of(), 0, "", true));
    }

    @Test
    void aWalkContinuesWhereJobsWereRemoved() {
        store.submit(30, aJob());
        JobId stays = store.submit(aJob("q", 5, new Due.After(Duration.ofDays(1))));
        List<JobId> last = store.submit(30, aJob());
        Extent extent = scan.extent();
        Slice begun = scan.next(JobFilter.ALL, JobScan.START, extent.end(), 10);
        store.claim(30).forEach(store::succeed);
        store.purge(0, 0, 0);

        Slice next = scan.next(JobFilter.ALL, begun.position(), extent.end(), 500);

        assertThat(begun.jobs()).hasSize(10);
        assertThat(next.jobs())
                .extracting(Job::id)
                .hasSize(31)
                .startsWith(stays)
                .endsWith(last.get(29));
        assertThat(next.looked()).isEqualTo(31);
        assertThat(next.ended()).isTrue();
    }

    @Test
    void largeJobsMakeSmallSlices() {
        store.submit(20, NewJob.of(TestStore.TASK, "\"" + "x".repeat(200_000) + "\""));
        Extent extent = scan.extent();

        Slice slice = scan.next(JobFilter.ALL, JobScan.START, extent.end(), 500);

        assertThat(slice.jobs()).hasSize(6);
        assertThat(slice.looked()).isEqualTo(6);
        assertThat(walk(JobFilter.ALL, extent, 500)).hasSize(20);
    }

    @Test
    void onlyWhatFitsIsFound() {
        JobId wanted = store.submit(new NewJob(
                TestStore.TASK,
                "{}",
                JobOptions.with()
                        .queue(new QueueName("mail"))
                        .tags(List.of("tenant=7"))
                        .build()));
        store.submit(aJob("mail", 5, new Due.Now()));
        store.submit(NewJob.of(new TaskName("other.task"), "{}"));
        JobId failed = store.submit();
        store.claim(10).stream().filter(job -> job.lease().job().equals(failed)).forEach(store::fail);

        assertThat(found(filter(Set.of(), "mail", null, "tenant=7", null))).containsExactly(wanted);
        assertThat(found(filter(Set.of(), null, "other.task", null, null))).hasSize(1);
        assertThat(found(filter(Set.of(JobState.DEAD), null, null, null, null))).containsExactly(failed);
        assertThat(found(filter(Set.of(), null, null, null, "did not work"))).containsExactly(failed);
        assertThat(found(filter(Set.of(), null, null, null, wanted.toString()))).containsExactly(wanted);
        assertThat(scan.next(
                                filter(Set.of(JobState.DEAD), null, null, null, null),
                                "",
                                scan.extent().end(),
                                500)
                        .looked())
                .isEqualTo(4);
    }

    @Test
    void timesNarrowTheWalk() {
        JobId old = store.submit();
        JobId young = store.submit();
        store.patch(old, 47, "1000000000000");
        Instant time = store.job(young).createdAt();

        assertThat(found(created(Optional.of(time), Optional.empty()))).containsExactly(young);
        assertThat(found(created(Optional.empty(), Optional.of(time)))).containsExactly(old);
        assertThat(found(created(Optional.of(time.plusSeconds(3_600)), Optional.empty())))
                .isEmpty();
        assertThat(found(created(Optional.empty(), Optional.of(Instant.EPOCH)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "1", "-", "+", "1-1.99999", "(1-1"})
    void aPositionThatNobodyGaveOutIsRefused(String position) {
        assertThatThrownBy(() -> scan.next(JobFilter.ALL, position, "1-1", 500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<JobId> found(JobFilter filter) {
        return walk(filter, scan.extent(), 500).stream().map(Job::id).toList();
    }

    private List<Job> walk(JobFilter filter, Extent extent, int looks) {
        List<Job> jobs = new ArrayList<>();
        String position = JobScan.START;
        Slice slice;
        do {
            slice = scan.next(filter, position, extent.end(), looks);
            assertThat(slice.looked()).isLessThanOrEqualTo(looks);
            jobs.addAll(slice.jobs());
            position = slice.position();
        } while (!slice.ended());
        return jobs;
    }

    private static JobFilter filter(Set<JobState> states, String queue, String task, String tag, String text) {
        return new SeparateConditions(
                        states,
                        Optional.ofNullable(queue).map(QueueName::new),
                        Optional.ofNullable(task).map(TaskName::new),
                        Optional.ofNullable(tag),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(text))
                .filter();
    }

    private static JobFilter created(Optional<Instant> after, Optional<Instant> before) {
        return JobFilter.of(new Between(Time.CREATED, after, before));
    }
}
