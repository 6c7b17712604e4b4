package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.job.WorkerInfo;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.store.StoreUnavailable;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Jobs in each state that a job can reach, written by the scripts of the store, to see what a restart leaves of them. */
final class JobsInEveryState implements AutoCloseable {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final QueueName PAUSED = new QueueName("paused");
    /** One call of submit, which is one block of the log. */
    private static final int BATCH = 20;

    private final RedisStore store;
    private final Map<JobState, List<JobId>> ids = new EnumMap<>(JobState.class);
    private final List<Claimed> running = new ArrayList<>();
    private int rounds;

    JobsInEveryState(URI redis, int waitReplicas) {
        store = RedisStore.connect(
                new RedisConfig(redis, "nightshift", waitReplicas), Thread::new, new StoreListener() {});
    }

    /** Adds some to each state. */
    void write() {
        rounds++;
        submit(JobState.SCHEDULED, "later", new Due.After(Duration.ofHours(1)));
        submit(JobState.CANCELLED, "called-off", new Due.After(Duration.ofHours(1)))
                .forEach(id -> patiently(() -> store.intake().cancel(id)));
        settle(submit(JobState.SUCCEEDED, "good", new Due.Now()), Outcome.SUCCEEDED, JobState.SUCCEEDED);
        settle(submit(JobState.DEAD, "bad", new Due.Now()), Outcome.FAILED, JobState.DEAD);
        settle(submit(JobState.RETRYING, "again", new Due.Now()), Outcome.FAILED, JobState.RETRYING);
        running.addAll(claim(submit(JobState.RUNNING, "long", new Due.Now()).size(), "long"));
        submit(JobState.READY, "waits", new Due.Now());
        pausePatiently();
        patiently(() -> store.access().countSignIn("ann", Duration.ofHours(1)));
    }

    /** Every job is what it was. */
    void check() {
        assertThat(ids.keySet())
                .contains(
                        JobState.SCHEDULED,
                        JobState.READY,
                        JobState.RUNNING,
                        JobState.RETRYING,
                        JobState.SUCCEEDED,
                        JobState.DEAD,
                        JobState.CANCELLED);
        ids.forEach((state, all) -> {
            assertThat(all).hasSize(rounds * BATCH);
            assertThat(all)
                    .allSatisfy(id -> assertThat(find(id)).map(Job::state).contains(state));
        });
        assertThat(patiently(() -> store.queues().queues()))
                .anySatisfy(queue ->
                        assertThat(queue.counts().get(JobState.RUNNING)).isEqualTo((long) rounds * BATCH));
        // a read may have found a replica, a write has not
        pausePatiently();
    }

    private void pausePatiently() {
        patiently(() -> {
            store.queues().pause(PAUSED, "ann");
            return true;
        });
    }

    private Optional<Job> find(JobId id) {
        return patiently(() -> store.catalog().find(id));
    }

    /** Asks again what Redis did not answer or refused, as every client has to after a restart or a failover. */
    private static <T> T patiently(Callable<T> call) {
        return await().atMost(Duration.ofSeconds(75))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(call, any -> true);
    }

    /** Continues those that are not final: a worker that lived through the restart, one that comes, and repeated submits. */
    void resume() {
        settleClaimed(running, Outcome.SUCCEEDED, JobState.SUCCEEDED);
        settleClaimed(claim(rounds * BATCH, "waits"), Outcome.SUCCEEDED, JobState.SUCCEEDED);
        for (JobState state : List.of(JobState.RUNNING, JobState.READY)) {
            assertThat(ids.get(state))
                    .allSatisfy(id -> assertThat(find(id)).map(Job::state).contains(JobState.SUCCEEDED));
        }
        ids.get(JobState.DEAD).forEach(id -> patiently(() -> store.intake().retry(id)));
        assertThat(claim(rounds * BATCH, "bad"))
                .extracting(each -> each.lease().job())
                .containsExactlyInAnyOrderElementsOf(ids.get(JobState.DEAD));
        assertThat(patiently(() -> store.intake().submit(List.of(repeatable(1)))))
                .singleElement()
                .isInstanceOf(SubmitResult.Duplicate.class);
    }

    /** Some jobs of a task of their own, which ends up in the given state. Each has an idempotency key. */
    private List<JobId> submit(JobState state, String task, Due due) {
        List<Submission> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            NewJob job = new NewJob(
                    new TaskName(task),
                    "{\"n\":" + i + "}",
                    due,
                    JobOptions.with()
                            .queue(new QueueName(task))
                            .tags(List.of("round=" + rounds))
                            .build());
            batch.add(withKey(job, task + rounds + "-" + i));
        }
        if (state == JobState.SCHEDULED) {
            batch.set(0, repeatable(rounds));
        }
        List<JobId> added = patiently(() -> store.intake().submit(batch)).stream()
                .map(JobsInEveryState::id)
                .toList();
        ids.computeIfAbsent(state, any -> new ArrayList<>()).addAll(added);
        return added;
    }

    private static Submission repeatable(int round) {
        NewJob job = new NewJob(
                new TaskName("later"),
                "{}",
                new Due.After(Duration.ofHours(1)),
                JobOptions.with().queue(new QueueName("later")).build());
        return withKey(job, "key" + round);
    }

    private static Submission withKey(NewJob job, String key) {
        return new Submission(job, Optional.of(new IdempotencyKey("ann", key, "0".repeat(64))), Optional.empty());
    }

    private static JobId id(SubmitResult result) {
        return result instanceof SubmitResult.Duplicate again
                ? again.id()
                : ((SubmitResult.Accepted) result).job().id();
    }

    private List<Claimed> claim(int count, String task) {
        // As every worker does: jobs of its tasks that others put aside come back.
        WorkerInfo worker = new WorkerInfo(
                "worker01",
                "host",
                1,
                "1",
                Instant.EPOCH,
                Instant.EPOCH,
                WorkerInfo.State.LIVE,
                count,
                0,
                Set.of(new TaskName(task)));
        patiently(() -> {
            store.workers().beat(worker, LEASE);
            return worker;
        });
        List<Claimed> claimed = new ArrayList<>();
        // One call gives out a share of each queue, and puts jobs of other tasks aside.
        await(task)
                .atMost(Duration.ofSeconds(75))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> claimed.size() == count
                        || claimed.addAll(store.leases()
                                        .exchange(
                                                List.of(),
                                                new ClaimRequest(
                                                        "worker01",
                                                        count - claimed.size(),
                                                        Set.of(new TaskName(task)),
                                                        LEASE))
                                        .claimed())
                                && claimed.size() == count);
        return claimed;
    }

    private void settle(List<JobId> jobs, Outcome outcome, JobState next) {
        settleClaimed(claim(jobs.size(), find(jobs.get(0)).orElseThrow().task().value()), outcome, next);
    }

    private void settleClaimed(List<Claimed> jobs, Outcome outcome, JobState next) {
        Optional<Failure> failure = outcome == Outcome.SUCCEEDED
                ? Optional.empty()
                : Optional.of(new Failure("some.Failure", "it did not work", "at Some.method"));
        List<Settlement> settlements = jobs.stream()
                .map(each -> new Settlement(
                        each.lease(),
                        new Attempt(
                                each.lease().attempt(),
                                Optional.of(outcome),
                                each.startedAt(),
                                Optional.of(Instant.now()),
                                "worker01",
                                failure,
                                Optional.empty()),
                        next,
                        Duration.ofHours(1),
                        Optional.empty()))
                .toList();
        patiently(() -> store.leases().exchange(settlements, new ClaimRequest("worker01", 0, Set.of(), LEASE)));
    }

    @Override
    public void close() {
        store.close();
    }
}
