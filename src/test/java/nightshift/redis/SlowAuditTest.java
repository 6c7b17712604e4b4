package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Invariant;
import nightshift.job.JobAction;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.limit.DestinationRules;
import nightshift.redis.check.AuditBounds;
import nightshift.redis.check.RedisIntegrity;
import nightshift.redis.link.Connection;
import nightshift.redis.record.DestinationText;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Integrity.Pass;
import nightshift.store.JobFilter;
import nightshift.store.OperationSteps.Work;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Self-audits whose phases take longer than what they keep alive, or that have more jobs than they keep in memory. */
@Tag("slow")
class SlowAuditTest extends OperationFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final AuditBounds SHORT = new AuditBounds(Duration.ofMillis(1_500), 1_000_000);
    private static final AuditBounds SMALL = new AuditBounds(Duration.ofSeconds(30), 30);

    /** What PTTL answers for a key that does not exist. */
    private static final long GONE = -2;

    SlowAuditTest() {
        super(REDIS);
    }

    private Pass check(AuditBounds bounds, double share) {
        return check(store.redis, bounds, share);
    }

    private Pass check(Connection connection, AuditBounds bounds, double share) {
        try {
            return new RedisIntegrity(connection, store.keys, DestinationText.rules(DestinationRules.DEFAULTS), bounds)
                    .check(WORKER, share, LEASE)
                    .orElseThrow();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aCheckOfManyQueuesIsHeldUntilItsEnd() {
        store.ports
                .intake()
                .submit(IntStream.range(0, 500)
                        .mapToObj(n -> Submission.of(aJob("queue" + n, 5, new Due.Now())))
                        .toList());

        Pass pass = check(SHORT, 0.005);

        assertThat(pass.stopped()).isEmpty();
        assertThat(pass.ended()).isPresent();
        assertThat(pass.findings()).isEqualTo(Map.of());
        assertThat(pass.jobs()).isEqualTo(500);
        assertThat(Duration.between(pass.began(), pass.ended().orElseThrow()))
                .isGreaterThan(SHORT.held().multipliedBy(3));
    }

    @Test
    void removedJobsAreLearnedInAllPhases() {
        succeeded(1_000);
        String removals = store.keys.prefix() + "removals";
        CompletableFuture<Pass> audit = startedAudit();
        for (int left = 990; left >= 0 && !audit.isDone(); left -= 10) {
            store.purge(3_600_000, 3_600_000, left);
            long expiresIn = store.client.pttl(removals);
            if (expiresIn != GONE) {
                assertThat(expiresIn).isGreaterThan(3_600_000);
                store.client.pexpire(removals, 4_000); // shorter than the phases between two looks at jobs
            }
            await().pollInterval(Duration.ofMillis(5)).until(() -> audit.isDone() || !store.client.exists(removals));
        }

        assertThat(audit.join().findings()).isEqualTo(Map.of());
        assertThat(audit.join().ended()).isPresent();
        assertThat(check(SHORT, 1).findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
    }

    @Test
    void jobsThatMoveMeanwhileAreNotMiscounted() {
        succeeded(400);
        IntStream.range(0, 5).forEach(n -> aJobIn(JobState.DEAD));
        store.submit(20, aJob("default", 5, new Due.After(Duration.ofHours(1))));
        Lease operation = begin();
        JobFilter all = JobFilter.of(Matches.exactly(Field.QUEUE, "default"));
        Iterator<Work> moves = inPieces(work(action(JobAction.Kind.MOVE), all)).iterator();
        Connection moving = new Connection(store.client, store.keys, 0, new StoreListener() {
            @Override
            public void called(String what, Duration took) {
                if (moves.hasNext()) {
                    apply(operation, moves.next());
                }
            }
        });

        assertThat(check(moving, SHORT, 1).findings()).isEqualTo(Map.of());
        assertThat(found(JobFilter.of(Matches.exactly(Field.QUEUE, OTHER.value()))))
                .as("jobs that moved")
                .isNotEmpty();
        assertThat(check(SHORT, 1).findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
    }

    private static List<Work> inPieces(Work all) {
        int jobs = all.jobs().size();
        return IntStream.iterate(0, from -> from < jobs, from -> from + 5)
                .mapToObj(from -> new Work(
                        all.action(), all.states(), all.until(), all.jobs().subList(from, Math.min(jobs, from + 5))))
                .toList();
    }

    @Test
    void jobsAreCheckedInPartsWhereTheyAreTooManyForMemory() {
        Population all = new Population(store);
        store.submit(200, aJob("many", 5, new Due.After(Duration.ofHours(1))));
        store.submit(200, aJob("many", 5, new Due.Now()));
        assertThat(check(SMALL, 1).findings()).isEqualTo(Map.of());
        store.client.del(store.keys.due(), store.keys.index(), store.keys.ready("many", 5));
        store.client.hincrBy(store.keys.counts(), "many:R", 1_000);
        store.client.hincrBy(store.keys.counts(), "work:D", -1);

        Pass pass = check(SMALL, 1);

        assertThat(pass.findings()).containsOnlyKeys(Invariant.DUE, Invariant.INDEX, Invariant.READY, Invariant.COUNTS);
        assertThat(pass.found()).isEqualTo(pass.repaired());
        assertThat(pass.findings().get(Invariant.READY).found()).isEqualTo(200);
        assertThat(pass.findings().get(Invariant.INDEX).found()).isEqualTo(pass.jobs());
        assertThat(pass.jobs())
                .isEqualTo(store.allKeys().stream()
                        .filter(key -> key.startsWith("job:"))
                        .count());
        assertThat(check(SMALL, 1).findings()).isEqualTo(Map.of());
        assertThat(check(AuditBounds.DEFAULTS, 1).findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
        all.runToTheEnd(Set.of());
    }

    private CompletableFuture<Pass> startedAudit() {
        CompletableFuture<Pass> audit = CompletableFuture.supplyAsync(() -> check(SHORT, 0.005));
        await().pollInterval(Duration.ofMillis(1)).until(() -> store.client.exists(store.keys.integrity()));
        return audit;
    }

    private void succeeded(int jobs) {
        for (int n = 0; n < jobs; n++) {
            store.submit(); // so the index has many entries, and takes long
        }
        for (int left = jobs; left > 0; ) {
            List<Claimed> claimed = store.claim(Math.min(left, 500));
            claimed.forEach(store::succeed);
            left -= claimed.size();
        }
    }
}
