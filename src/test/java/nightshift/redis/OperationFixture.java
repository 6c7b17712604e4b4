package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.ActionResult;
import nightshift.job.BulkKind;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobAction;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.job.Submission;
import nightshift.job.UniqueKey;
import nightshift.store.BulkJob;
import nightshift.store.ClaimRequest;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Found;
import nightshift.store.JobWalks.Walk;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Note;
import nightshift.store.OperationSteps.Trail;
import nightshift.store.OperationSteps.Work;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs in every state, and an operation whose chunks a test does by hand. */
abstract class OperationFixture {

    static final QueueName OTHER = new QueueName("other");

    @RegisterExtension
    final TestStore store;

    private int steps;
    private Claimed holder;

    OperationFixture(RedisServer redis) {
        store = new TestStore(redis);
    }

    static JobAction action(JobAction.Kind kind) {
        return switch (kind) {
            case REPRIORITIZE -> new JobAction(kind, Optional.of(2), Optional.empty());
            case MOVE -> new JobAction(kind, Optional.empty(), Optional.of(OTHER));
            default -> JobAction.of(kind);
        };
    }

    OperationSteps steps() {
        return store.ports.operationSteps();
    }

    /** Begins an operation, and claims its job. */
    Lease begin() {
        JobId id = store.ports.bulkJobs().newId();
        store.ports
                .bulkJobs()
                .begin(
                        new BulkJob(id, BulkKind.OPERATION, "{}", Map.of()),
                        Submission.of(new NewJob(
                                Reserved.OPERATION_TASK,
                                "{}",
                                JobOptions.with().queue(new QueueName("bulk")).build())));
        return claimOperation();
    }

    Lease claimOperation() {
        List<Claimed> claimed = store.ports
                .leases()
                .exchange(List.of(), new ClaimRequest(WORKER, 1, Set.of(Reserved.OPERATION_TASK), LEASE))
                .claimed();
        assertThat(claimed).hasSize(1);
        return claimed.get(0).lease();
    }

    /** Does an action to all jobs that fit, in one chunk. */
    List<ActionResult> apply(Lease lease, JobAction action, JobFilter filter) {
        return apply(lease, work(action, filter)).results();
    }

    OperationSteps.Outcome apply(Lease lease, Work work) {
        String from = steps().report(lease.job()).checkpoint();
        return steps().apply(lease, work, new Note(from, "step" + ++steps, Trail.NONE, true));
    }

    Work work(JobAction action, JobFilter filter) {
        Walk walk = store.ports.walks().plan(filter);
        return new Work(action, filter.states(), walk.until(), found(filter));
    }

    List<Found> found(JobFilter filter) {
        Walk walk = store.ports.walks().plan(filter);
        List<Found> found = new ArrayList<>();
        String position = JobWalks.START;
        boolean ended = false;
        while (!ended) {
            JobWalks.Piece piece = store.ports.walks().next(walk, filter, position, JobWalks.LOOKS);
            found.addAll(piece.found());
            position = piece.position();
            ended = piece.ended();
        }
        found.sort(Comparator.comparing(each -> each.id().toString()));
        return found;
    }

    /** A job of the default queue that real changes have brought into a state. */
    JobId aJobIn(JobState state) {
        return switch (state) {
            case SCHEDULED ->
                store.submit(new NewJob(TestStore.TASK, "{}", new Due.After(Duration.ofHours(1)), options()));
            case BLOCKED -> aBlockedJob("key-" + Instant.now());
            case EXPIRED -> anExpiredJob();
            default -> {
                JobId id = store.submit(new NewJob(TestStore.TASK, "{}", options()));
                bring(id, state);
                yield id;
            }
        };
    }

    private static JobOptions options() {
        return JobOptions.with().build();
    }

    private JobId anExpiredJob() {
        JobId id = store.submit(new NewJob(
                TestStore.TASK,
                "{}",
                JobOptions.with().startBy(new Due.After(Duration.ofMillis(1))).build()));
        await().until(() -> {
            store.ports.upkeep().expire(10);
            return store.state(id) == JobState.EXPIRED;
        });
        return id;
    }

    /** A job that waits for the end of another one, which runs and has the same unique key. */
    JobId aBlockedJob(String key) {
        store.submit(keyed(key, new Due.Now(), OnConflict.REFUSE));
        holder = store.claim();
        return store.submit(keyed(key, new Due.Now(), OnConflict.AFTER));
    }

    /** The job that another one waits for. */
    Claimed holder() {
        return holder;
    }

    static NewJob keyed(String key, Due due, OnConflict onConflict) {
        return new NewJob(
                TestStore.TASK,
                "{}",
                due,
                JobOptions.with().uniqueKey(new UniqueKey(key)).build(),
                onConflict);
    }

    private void bring(JobId id, JobState state) {
        if (state == JobState.READY) {
            return;
        }
        Claimed claimed = store.claim();
        assertThat(claimed.lease().job()).isEqualTo(id);
        switch (state) {
            case RUNNING -> {}
            case SUCCEEDED -> store.succeed(claimed);
            case DEAD -> store.fail(claimed);
            case CANCELLED -> store.settle(settlement(claimed, Outcome.CANCELLED, JobState.CANCELLED));
            case RETRYING -> store.settle(settlement(claimed, Outcome.FAILED, JobState.RETRYING));
            default -> throw new AssertionError(state);
        }
    }
}
