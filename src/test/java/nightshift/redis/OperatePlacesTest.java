package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nightshift.job.ActionResult;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobAction;
import nightshift.job.JobAction.Kind;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Outcome;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where operations put jobs: queues that are fair, limited, or paused. */
class OperatePlacesTest extends OperationFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final QueueName PLAIN = new QueueName("plain");
    private static final QueueName FAIR = new QueueName("fair");
    private static final QueueName LIMITED = new QueueName("limited");
    private static final List<QueueName> QUEUES = List.of(PLAIN, FAIR, LIMITED);

    OperatePlacesTest() {
        super(REDIS);
    }

    @Test
    void jobsThatAreMovedObeyTheLimitsOfTheirNewQueue() {
        store.configure(LIMITED, "/concurrency", "2");
        Lease lease = begin();
        submit(PLAIN, 5, "a");

        assertThat(apply(lease, moveTo(LIMITED), in(PLAIN))).hasSize(5).containsOnly(ActionResult.DONE);

        assertThat(store.claim(5)).hasSize(2).allMatch(job -> job.queue().equals(LIMITED));
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatAreMovedIntoAPausedQueueWait() {
        store.ports.queues().pause(LIMITED, "ann");
        Lease lease = begin();
        submit(PLAIN, 5, "a");

        apply(lease, moveTo(LIMITED), in(PLAIN));

        assertThat(store.claim(5)).isEmpty();
        store.ports.queues().resume(LIMITED, "me");
        assertThat(store.claim(5)).hasSize(5);
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatAreMovedIntoAFairQueueWaitForTheTurnOfTheirKey() {
        store.configure(FAIR, "/fair", "true");
        Lease lease = begin();
        submit(FAIR, 40, "a");
        submit(PLAIN, 40, "b");

        apply(lease, moveTo(FAIR), in(PLAIN));

        Bookkeeping.check(store);
        assertThat(store.claim(10).stream()
                        .map(job -> job.options().key().orElseThrow().value()))
                .contains("a", "b");
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void placesAreRightAfterAnyActions(long seed) {
        Random random = new Random(seed);
        store.configure(FAIR, "/fair", "true");
        store.configure(LIMITED, "/perKey/concurrency", "1");
        Lease lease = begin();
        for (int round = 0; round < 25; round++) {
            submit(QUEUES.get(random.nextInt(3)), 1 + random.nextInt(20), "key" + random.nextInt(3));
            settleSome(random);
            JobAction action = anAction(random);
            QueueName queue = QUEUES.get(random.nextInt(3));
            List<ActionResult> preview = steps().preview(work(action, in(queue)));
            assertThat(apply(lease, action, in(queue))).isEqualTo(preview);
            Bookkeeping.check(store);
        }
    }

    private void settleSome(Random random) {
        List<Claimed> claimed = store.claim(1 + random.nextInt(10));
        List<JobState> ends = List.of(JobState.SUCCEEDED, JobState.DEAD, JobState.RETRYING, JobState.RUNNING);
        for (Claimed job : claimed) {
            JobState end = ends.get(random.nextInt(ends.size()));
            if (end != JobState.RUNNING) {
                store.settle(settlement(job, end == JobState.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.FAILED, end));
            }
        }
    }

    private static JobAction anAction(Random random) {
        return switch (Kind.values()[random.nextInt(Kind.values().length)]) {
            case REPRIORITIZE -> new JobAction(Kind.REPRIORITIZE, Optional.of(1 + random.nextInt(9)), Optional.empty());
            case MOVE -> moveTo(QUEUES.get(random.nextInt(3)));
            case DELETE -> random.nextInt(3) == 0 ? JobAction.of(Kind.DELETE) : JobAction.of(Kind.RETRY);
            case CANCEL -> JobAction.of(Kind.CANCEL);
            case RETRY -> JobAction.of(Kind.RETRY);
        };
    }

    private static JobAction moveTo(QueueName queue) {
        return new JobAction(Kind.MOVE, Optional.empty(), Optional.of(queue));
    }

    private static JobFilter in(QueueName queue) {
        return JobFilter.of(Matches.exactly(Field.QUEUE, queue.value()));
    }

    private List<JobId> submit(QueueName queue, int count, String key) {
        return store.submit(count, aJob(queue.value(), 5, new Due.Now(), key));
    }

    @Test
    void aWalkOverStatesMeetsEachJobOnceAlsoIfItMoves() {
        for (int n = 0; n < 120; n++) {
            store.submit(aJob("queue" + n % 30, 5, new Due.After(Duration.ofHours(1))));
        }
        JobFilter filter = JobFilter.in(Set.of(JobState.SCHEDULED, JobState.CANCELLED));
        List<JobId> all = found(filter).stream().map(found -> found.id()).toList();
        assertThat(all).hasSize(120);

        var walk = store.ports.walks().plan(filter);
        assertThat(walk.most()).isEqualTo(120);
        List<JobId> met = new ArrayList<>();
        String position = "";
        boolean ended = false;
        while (!ended) {
            var piece = store.ports.walks().next(walk, filter, position, 7);
            piece.found().forEach(found -> {
                met.add(found.id());
                store.ports.intake().cancel(found.id());
            });
            position = piece.position();
            ended = piece.ended();
        }

        assertThat(met)
                .isEqualTo(all.stream()
                        .sorted(Comparator.comparing(JobId::toString))
                        .toList());
    }
}
