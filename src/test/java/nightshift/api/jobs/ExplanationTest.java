package nightshift.api.jobs;

import static nightshift.support.JobsInStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nightshift.api.answer.ExplanationAnswer;
import nightshift.api.answer.ExplanationAnswer.Cause;
import nightshift.api.answer.ExplanationAnswer.Kind;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.UniqueKey;
import nightshift.job.WorkerInfo;
import nightshift.limit.SettingsPatch;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreHealth;
import nightshift.store.StoreState;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each thing that can keep a job from running is caused, and the answer names it. */
class ExplanationTest {

    private static final QueueName Q = new QueueName("q");
    private static final TaskName OTHER = new TaskName("other.task");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final StoreHealth.Status UP =
            new StoreHealth.Status(StoreState.UP, Instant.EPOCH, Optional.empty(), "7", Optional.empty());

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    @BeforeEach
    void aWorkerIsLive() {
        beat("worker01", WorkerInfo.State.LIVE, 3, TASK);
    }

    @Test
    void aJobThatIsNextHasNoCause() {
        JobId id = submit(with().priority(5));

        assertThat(explained(id)).isEmpty();
    }

    @Test
    void itsTimeHasNotCome() {
        JobId id = jobs.submit(1, new NewJob(TASK, "{}", new Due.After(Duration.ofHours(1)), with().build()))
                .get(0);
        pause();

        assertThat(explained(id))
                .containsExactly(
                        "SCHEDULED: The job is due at TIME.",
                        "QUEUE_PAUSED: The queue q has been paused since TIME, by anna.");
        assertThat(first(id).until()).contains(jobs.job(id).stateAt());
    }

    @Test
    void anAttemptFailed() {
        JobId id = submit(with());
        jobs.settle(claim(10), Outcome.FAILED, JobState.RETRYING);

        assertThat(explained(id))
                .containsExactly(
                        "RETRYING: Attempt 1 failed (1 of 10 attempts are used up), and the next one is due at TIME."
                                + " A server with the role scheduler makes it ready, normally within a second.");
    }

    @Test
    void anotherJobHasItsUniqueKey() {
        NewJob keyed = new NewJob(
                TASK,
                "{}",
                new Due.Now(),
                with().uniqueKey(new UniqueKey("order-7")).build(),
                OnConflict.AFTER);
        JobId holder = jobs.submit(1, keyed).get(0);
        claim(10);
        JobId id = jobs.submit(1, keyed).get(0);

        assertThat(explained(id))
                .containsExactly("BLOCKED: The job " + holder
                        + " has the unique key order-7, and this job starts after the end of that one.");
        assertThat(first(id).holders()).contains(List.of(holder));
    }

    @Test
    void nobodyKnowsItsTask() {
        JobId id = jobs.submit(1, new NewJob(OTHER, "{}", with().build())).get(0);
        assertThat(explained(id))
                .containsExactly(
                        "NO_WORKER: No live worker knows the task other.task. No worker did within the last hour.");

        beat("worker02", WorkerInfo.State.DRAINING, 0, OTHER);
        assertThat(explained(id))
                .containsExactly(
                        "NO_WORKER: No live worker knows the task other.task. The last one that did is worker02"
                                + " (host-of-worker02): it is DRAINING, and its last heartbeat came at TIME.");

        beat("worker02", WorkerInfo.State.LIVE, 0, OTHER);
        assertThat(explained(id)).isEmpty();
        claim(10);
        assertThat(explained(id))
                .containsExactly(
                        "NO_WORKER: A worker that looked at the job does not know the task other.task. The worker"
                                + " worker02 (host-of-worker02) does, and gets it after its next heartbeat, within seconds.");
    }

    @Test
    void itsQueueIsAtItsLimitOfRunningJobs() {
        configure("/concurrency", "2");
        List<JobId> ids = jobs.submit(4, new NewJob(TASK, "{}", with().build()));
        jobs.submit(1, NewJob.of(TASK, "{}"));
        claim(10);

        assertThat(explained(ids.get(3)))
                .containsExactly(
                        "QUEUE_CONCURRENCY: The queue q is at its limit of running jobs (2 of 2).",
                        "AHEAD: Ahead of this job in the queue q: 1 job of the same or a higher priority.");
        assertThat(first(ids.get(3)).holders())
                .hasValueSatisfying(holders -> assertThat(holders).containsExactlyInAnyOrder(ids.get(0), ids.get(1)));
    }

    @Test
    void itsKeyIsAtItsLimitOfRunningJobs() {
        configure("/perKey/concurrency", "1");
        JobId other = submit(with().key(new JobKey("other")));
        List<JobId> ids = jobs.submit(
                3, new NewJob(TASK, "{}", with().key(new JobKey("k")).build()));
        assertThat(claim(10)).hasSize(2);

        assertThat(explained(ids.get(2)))
                .containsExactly("KEY_CONCURRENCY: The key k is at its limit of running jobs in the queue q (1 of 1)."
                        + " Ahead of this job: 1 job of the key.");
        assertThat(first(ids.get(2)).ahead()).contains(1L);
        assertThat(first(ids.get(2)).holders()).contains(List.of(ids.get(0)));
        assertThat(explained(other)).hasSize(1);
    }

    @Test
    void theRatesAreUsedUp() {
        configure("/rateLimit/permits", "1", "/rateLimit/per", "PT1M");
        List<JobId> ids = jobs.submit(2, new NewJob(TASK, "{}", with().build()));
        claim(10);
        assertThat(explained(ids.get(1)))
                .containsExactly("QUEUE_RATE: The queue q has started as many jobs as its rate allows (1 per PT1M);"
                        + " the next one can start at TIME.");
        assertThat(first(ids.get(1)).until())
                .hasValueSatisfying(until -> assertThat(until)
                        .isBetween(
                                jobs.job(ids.get(0)).stateAt().plusSeconds(59),
                                jobs.job(ids.get(0)).stateAt().plusSeconds(61)));

        configure("/rateLimit", null, "/perKey/rateLimit/permits", "1", "/perKey/rateLimit/per", "PT1M");
        List<JobId> keyed = jobs.submit(
                2, new NewJob(TASK, "{}", with().key(new JobKey("k")).build()));
        claim(10);
        assertThat(explained(keyed.get(1)))
                .containsExactly(
                        "KEY_RATE: The key k has started as many jobs as its rate in the queue q allows (1 per PT1M);"
                                + " the next one can start at TIME.");
        assertThat(first(keyed.get(1)).until()).isPresent();
        assertThat(first(keyed.get(1)).ahead()).contains(0L);
    }

    @Test
    void otherKeysHaveTheirTurn() {
        configure("/fair", "true");
        List<JobId> a = jobs.submit(
                3, new NewJob(TASK, "{}", with().key(new JobKey("a")).build()));
        JobId b = submit(with().key(new JobKey("b")));
        JobId none = submit(with());
        claim(1); // of the key a, which came in first

        assertThat(explained(b)).isEmpty();
        assertThat(explained(a.get(2)))
                .containsExactly(
                        "FAIR_TURN: The keys of the queue q take turns. Ahead of this job: 1 job of the key a, and"
                                + " 2 jobs of other keys.");
        assertThat(explained(none))
                .containsExactly(
                        "FAIR_TURN: The keys of the queue q take turns. Ahead of this job: 0 jobs without a key, and"
                                + " 1 job of other keys.");
    }

    @Test
    void aJobCanBeTooFarBehindForATurn() {
        configure("/fair", "true");
        List<JobId> a = jobs.submit(
                40, new NewJob(TASK, "{}", with().key(new JobKey("a")).build()));
        jobs.submit(3, new NewJob(TASK, "{}", with().key(new JobKey("b")).build()));
        claim(2); // one of each key

        assertThat(explained(a.get(39)))
                .containsExactly(
                        "FAIR_TURN: The keys of the queue q take turns. Ahead of this job: 38 jobs of the key a, and"
                                + " at least 2 jobs of other keys.");
    }

    @Test
    void othersOfAHigherPriorityAreFirst() {
        jobs.submit(2, new NewJob(TASK, "{}", with().priority(1).build()));
        submit(with().priority(9));
        List<JobId> ids =
                jobs.submit(2, new NewJob(TASK, "{}", with().priority(5).build()));

        assertThat(explained(ids.get(1)))
                .containsExactly("AHEAD: Ahead of this job in the queue q: 3 jobs of the same or a higher priority.");
        assertThat(first(ids.get(1)).ahead()).contains(3L);
    }

    @Test
    void aLongListIsNotSearchedToItsEnd() {
        List<JobId> ids = jobs.submit(10_002, new NewJob(TASK, "{}", with().build()));

        assertThat(first(ids.get(9_999)).ahead()).contains(9_999L);
        assertThat(explained(ids.get(10_001)))
                .containsExactly(
                        "AHEAD: Ahead of this job in the queue q: at least 10000 jobs of the same or a higher priority.");
    }

    @Test
    void allSlotsAreBusy() {
        JobId id = submit(with());
        beat("worker01", WorkerInfo.State.LIVE, 16, TASK);
        assertThat(explained(id))
                .containsExactly(
                        "SLOTS_BUSY: All slots of the live workers that know the task some.task are busy (16 of 16).");

        beat("worker02", WorkerInfo.State.LIVE, 15, TASK);
        assertThat(explained(id)).isEmpty();
    }

    @Test
    void allSlotsForBulkWorkAreBusy() {
        List<JobId> ids = jobs.submit(2, new NewJob(TASK, "{}", with().build()));
        jobs.store()
                .leases()
                .exchange(List.of(), new ClaimRequest("worker01", 5, Set.of(TASK), Set.of(TASK), 0, LEASE));

        assertThat(explained(ids.get(1)))
                .containsExactly(
                        "BULK_SLOTS_BUSY: No worker has a free slot for more bulk work of the queue q. Ahead of this"
                                + " job: 1 job.");
    }

    @Test
    void itRunsOrHasEnded() {
        JobId id = submit(with());
        List<Claimed> claimed = claim(1);
        assertThat(explained(id))
                .containsExactly(
                        "RUNNING: Attempt 1 has been running on the worker worker01 (host-of-worker01) since TIME.");

        jobs.settle(claimed, Outcome.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(explained(id)).containsExactly("ENDED: The job ended as SUCCEEDED at TIME.");
    }

    @Test
    void theStoreRefusesWrites() {
        JobId id = submit(with());
        pause();
        StoreHealth.Status full = new StoreHealth.Status(
                StoreState.REFUSES_WRITES,
                Instant.EPOCH,
                Optional.of("Redis cannot save to its disk."),
                "7",
                Optional.empty());

        assertThat(explanation(id, full).causes())
                .extracting(Cause::cause)
                .containsExactly(Kind.STORE_REFUSES, Kind.QUEUE_PAUSED);
        assertThat(explanation(id, full).causes().get(0).detail())
                .isEqualTo(
                        "Redis has refused writes since 1970-01-01T00:00:00.000Z, so workers may be unable to start jobs:"
                                + " Redis cannot save to its disk.");
    }

    @Test
    void aJobThatDoesNotExistStandsNowhere() {
        assertThat(jobs.store().places().place(new JobId(UUID.randomUUID()))).isEmpty();
    }

    private static JobOptions.Builder with() {
        return JobOptions.with().queue(Q);
    }

    private JobId submit(JobOptions.Builder options) {
        return jobs.submit(1, new NewJob(TASK, "{}", options.build())).get(0);
    }

    private List<Claimed> claim(int most) {
        return jobs.store()
                .leases()
                .exchange(List.of(), new ClaimRequest("worker01", most, Set.of(TASK), LEASE))
                .claimed();
    }

    private void pause() {
        jobs.store().queues().pause(Q, "anna");
    }

    private void configure(String... pointersAndValues) {
        List<SettingsPatch.Change> changes = new ArrayList<>();
        for (int i = 0; i < pointersAndValues.length; i += 2) {
            changes.add(new SettingsPatch.Change(pointersAndValues[i], Optional.ofNullable(pointersAndValues[i + 1])));
        }
        jobs.store().queues().configure(Q, new SettingsPatch(changes));
    }

    private void beat(String id, WorkerInfo.State state, int running, TaskName task) {
        jobs.store()
                .workers()
                .beat(
                        new WorkerInfo(
                                id,
                                "host-of-" + id,
                                1,
                                "1",
                                Instant.EPOCH,
                                Instant.EPOCH,
                                state,
                                16,
                                running,
                                Set.of(task)),
                        LEASE);
    }

    private ExplanationAnswer explanation(JobId id, StoreHealth.Status store) {
        return Explanation.of(
                jobs.store().places().place(id).orElseThrow(),
                jobs.store().workers().workers(),
                store);
    }

    private Cause first(JobId id) {
        return explanation(id, UP).causes().get(0);
    }

    /** The causes as text, with the same word for each time. */
    private List<String> explained(JobId id) {
        return explanation(id, UP).causes().stream()
                .map(cause ->
                        cause.cause() + ": " + cause.detail().replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
                .toList();
    }
}
