package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Claimed;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.store.ClaimRequest;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that ran together on workers that died: one of them may be the cause. */
class SuspectsTest {

    private static final TaskName TASK = new TaskName("t");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    @BeforeEach
    void rescueOnly() {
        engines.start(engines.store, engines.store.leases(), 1, false, true);
    }

    @Test
    void startApartWhenOneMoreLossMakesThemDead() {
        List<JobId> ids =
                Stream.generate(() -> engines.submit(TASK.value())).limit(40).toList();
        dieWith(40);
        dieWith(40);

        List<Job> jobs = ids.stream().map(engines::job).toList();
        assertThat(jobs).filteredOn(job -> job.state() == JobState.READY).hasSize(1);
        List<Instant> starts = jobs.stream()
                .filter(job -> job.state() == JobState.RETRYING)
                .map(Job::stateAt)
                .sorted()
                .toList();
        assertThat(starts).hasSize(39).doesNotHaveDuplicates();
        assertThat(Duration.between(starts.get(0), starts.get(38)))
                .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
        engines.task(TASK.value(), (args, context) -> Optional.empty()).start(3);
        assertThat(engines.await(oneWith(JobState.READY, jobs), JobState.SUCCEEDED)
                        .attempts())
                .hasSize(3);
    }

    private static JobId oneWith(JobState state, List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.state() == state)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void startApartAlsoIfTheyAreRescuedOneAfterTheOther() {
        List<JobId> ids =
                Stream.generate(() -> engines.submit(TASK.value())).limit(2).toList();
        dieWith(2);
        dieWith(1);
        dieWith(1);

        assertThat(ids.stream().map(id -> engines.job(id).state()))
                .containsExactlyInAnyOrder(JobState.READY, JobState.RETRYING);
    }

    @Test
    void oneAloneStartsAtOnce() {
        JobId id = engines.submit(TASK.value());
        dieWith(1);
        dieWith(1);

        assertThat(engines.await(id, JobState.READY).attempts()).hasSize(2);
    }

    /** A worker claims this many jobs, and never renews. Waits until they have been rescued. */
    private void dieWith(int jobs) {
        ClaimRequest request = new ClaimRequest("dead0001", jobs, Set.of(TASK), Duration.ofSeconds(1));
        List<Claimed> claimed = await().until(
                        () -> engines.store
                                .leases()
                                .exchange(List.of(), request)
                                .claimed(),
                        found -> !found.isEmpty());
        assertThat(claimed).hasSize(jobs);
        engines.expireLeases();
        await().until(() -> claimed.stream()
                .noneMatch(job -> engines.job(job.lease().job()).state().equals(JobState.RUNNING)));
    }
}
