package nightshift.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.api.answer.ExplanationAnswer.Cause;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Reachability;
import nightshift.job.Reserved;
import nightshift.job.Settlement;
import nightshift.limit.DestinationLimits;
import nightshift.limit.RateLimit;
import nightshift.store.ClaimRequest;
import nightshift.store.Destinations;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a breaker and the limits of a host say about a job that calls it. */
class DestinationCausesTest {

    private static final Destination HOST = new Destination("api.example.com:8443");
    private static final Duration LEASE = Duration.ofMinutes(1);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    @Test
    void aJobThatCallsNothingOrAHostThatAnswersHasNoCause() {
        assertThat(explained(jobs.submit(1).get(0))).isEmpty();
        assertThat(explained(submit(1).get(0))).isEmpty();
    }

    @Test
    void aPersonHasOpenedTheBreaker() {
        destinations().open(HOST, Optional.empty(), "ann");
        List<JobId> ids = submit(2);
        claim(10);

        assertThat(explained(ids.get(1)))
                .containsExactly("BREAKER_OPEN: The breaker of the destination api.example.com:8443 has been open since"
                        + " TIME, opened by ann. It stays open until somebody closes it. The job waits for it without"
                        + " using an attempt. Ahead of this job: 1 job of the queue for the same destination.");
        Cause cause = causes(ids.get(1)).get(0);
        assertThat(cause.until()).isEmpty();
        assertThat(cause.ahead()).contains(1L);
    }

    @Test
    void theHostIsBusyForATime() {
        submit(1);
        settle(claim(1), Reachability.busy(Duration.ofMinutes(10)));
        JobId id = submit(1).get(0);

        assertThat(explained(id))
                .containsExactly("BREAKER_OPEN: The breaker of the destination api.example.com:8443 has been open since"
                        + " TIME because it answered 429. A job can call it again at TIME. The job waits for it"
                        + " without using an attempt.");
        assertThat(causes(id).get(0).until())
                .hasValueSatisfying(until -> assertThat(until)
                        .isBetween(Instant.now().plusSeconds(590), Instant.now().plusSeconds(610)));
    }

    @Test
    void aJobWhoseTimeHasNotComeWaitsForABreakerOnlyIfThatIsOpenThen() {
        destinations().open(HOST, Optional.of(Duration.ofMinutes(10)), "ann");

        assertThat(kinds(submit(Duration.ofMinutes(5)))).containsExactly("BREAKER_OPEN");
        assertThat(kinds(submit(Duration.ofMinutes(15)))).isEmpty();
    }

    @Test
    void anotherJobFindsOutWhetherTheHostWorks() {
        destinations().open(HOST, Optional.of(Duration.ofMillis(1)), "ann");
        List<JobId> ids = submit(3);
        Awaitility.await().until(() -> claim(10).size() == 1);

        assertThat(explained(ids.get(2)))
                .containsExactly("BREAKER_PROBING: The breaker of the destination api.example.com:8443 is half open:"
                        + " a job has been calling it since TIME, to find out whether it works again. This job waits"
                        + " for that without using an attempt. Ahead of this job: 1 job of the queue for the same"
                        + " destination.");
    }

    @Test
    void whatWaitedStartsOneAfterAnother() {
        destinations().open(HOST, Optional.empty(), "ann");
        List<JobId> ids = submit(600);
        IntStream.range(0, 3).forEach(i -> claim(500));
        destinations().close(HOST, "me");

        assertThat(explained(ids.get(599)))
                .containsExactly("DESTINATION_RECOVERING: The breaker of the destination api.example.com:8443 has been"
                        + " closed since TIME, and the jobs that waited start at N per second. Ahead of this job: 599"
                        + " jobs of the queue for the same destination.");
    }

    @Test
    void theHostIsAtItsLimits() {
        destinations().limit(HOST, none -> new DestinationLimits(Optional.of(1), Optional.empty()));
        List<JobId> ids = submit(2);
        claim(10);

        assertThat(explained(ids.get(1)))
                .containsExactly("DESTINATION_CONCURRENCY: The destination api.example.com:8443 is at its limit of"
                        + " running jobs (1 of 1).");
        assertThat(causes(ids.get(1)).get(0).holders()).contains(List.of(ids.get(0)));

        Destination slow = new Destination("slow.example.com");
        destinations()
                .limit(
                        slow,
                        none -> new DestinationLimits(
                                Optional.empty(), Optional.of(new RateLimit(1, Duration.ofMinutes(1)))));
        List<JobId> more = jobs.submit(2, job(slow, new Due.Now()));
        claim(10);
        assertThat(explained(more.get(1)))
                .containsExactly("DESTINATION_RATE: As many jobs that call the destination slow.example.com have"
                        + " started as its rate allows (1 per PT1M); the next one can start at TIME.");
        assertThat(causes(more.get(1)).get(0).until()).isPresent();
    }

    private Destinations destinations() {
        return jobs.store().destinations();
    }

    private static NewJob job(Destination host, Due due) {
        return new NewJob(
                Reserved.HTTP_TASK,
                "{\"url\":\"https://" + host + "/hook\"}",
                due,
                JobOptions.with().build());
    }

    private List<JobId> submit(int count) {
        return jobs.submit(count, job(HOST, new Due.Now()));
    }

    private JobId submit(Duration delay) {
        return jobs.submit(1, job(HOST, new Due.After(delay))).get(0);
    }

    private List<Claimed> claim(int most) {
        return jobs.store()
                .leases()
                .exchange(List.of(), new ClaimRequest("worker01", most, Set.of(Reserved.HTTP_TASK), LEASE))
                .claimed();
    }

    private void settle(List<Claimed> claimed, Reachability learned) {
        List<Settlement> settlements = claimed.stream()
                .map(job -> new Settlement(
                                job.lease(),
                                new Attempt(
                                        job.lease().attempt(),
                                        Optional.of(Outcome.FAILED),
                                        job.startedAt(),
                                        Optional.of(Instant.now()),
                                        "worker01",
                                        Optional.empty(),
                                        Optional.empty()),
                                JobState.DEAD,
                                Duration.ZERO,
                                Optional.empty())
                        .with(Optional.of(learned)))
                .toList();
        jobs.store().leases().exchange(settlements, new ClaimRequest("worker01", 0, Set.of(), LEASE));
    }

    private List<Cause> causes(JobId id) {
        return DestinationCauses.of(jobs.store().places().place(id).orElseThrow());
    }

    private List<String> kinds(JobId id) {
        return causes(id).stream().map(cause -> cause.cause().name()).toList();
    }

    /** The causes as text, with the same word for each time and speed. */
    private List<String> explained(JobId id) {
        return causes(id).stream()
                .map(cause -> cause.cause() + ": "
                        + cause.detail()
                                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                                .replaceAll("start at [1-9][0-9.]* per", "start at N per"))
                .toList();
    }
}
