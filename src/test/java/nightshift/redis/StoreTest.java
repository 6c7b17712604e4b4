package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.WorkerInfo;
import nightshift.redis.record.ShortId;
import nightshift.store.ChangeResult;
import nightshift.store.ClaimRequest;
import nightshift.store.ExtendResult;
import nightshift.store.JobFilter;
import nightshift.store.SettleResult;
import nightshift.store.SettleResult.Settled;
import nightshift.store.StoreListener;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What the store does when Redis is not well, and where it writes. */
class StoreTest {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @AfterEach
    void heal() {
        admin("CONFIG", "SET", "maxmemory", "0");
        admin("CONFIG", "SET", "min-replicas-to-write", "0");
    }

    @Test
    void everyPortSaysWhenRedisIsAway() {
        store.submit();
        Claimed claimed = store.claim();
        REDIS.close();
        try {
            List<ThrowingCallable> calls = List.of(
                    () -> store.submit(),
                    () -> store.ports.intake().cancel(claimed.lease().job()),
                    () -> store.exchange(1, TASK),
                    () -> store.succeed(claimed),
                    () -> store.ports
                            .leases()
                            .exchange(
                                    List.of(TestStore.settlement(claimed, Outcome.SUCCEEDED, JobState.SUCCEEDED)),
                                    new ClaimRequest(TestStore.WORKER, 1, Set.of(TASK), LEASE)),
                    () -> store.ports.leases().extend(List.of(claimed.lease()), LEASE),
                    () -> store.ports.upkeep().promote(1),
                    () -> store.ports
                            .upkeep()
                            .rescue("rescuer1", LEASE, 1, Duration.ZERO)
                            .jobs(),
                    () -> store.ports.catalog().find(claimed.lease().job()),
                    () -> store.ports.catalog().page(JobFilter.ALL, 1, Optional.empty()),
                    () -> store.ports.queues().queues(),
                    () -> store.ports.queues().throughput(1),
                    () -> store.ports.workers().workers(),
                    () -> store.beat(TASK),
                    () -> store.ports.events().since("0-0", 1));

            assertThat(calls).allSatisfy(call -> assertThat(reason(call)).isEqualTo(Reason.UNREACHABLE));
            await().until(() -> !store.ports.health().status().up());
            assertThat(store.ports.health().status().detail()).isPresent();
        } finally {
            REDIS.start();
        }
        await().until(() -> store.ports.health().status().up());
        assertThat(store.ports.health().status().version()).matches("\\d+\\.\\d+\\.\\d+");
        // the answer may be lost where the settlement arrived
        await().ignoreExceptions().untilAsserted(() -> {
            SettleResult again = store.succeed(claimed);
            assertThat(store.state(claimed.lease().job())).as("after %s", again).isEqualTo(JobState.SUCCEEDED);
        });
    }

    @Test
    void aStoreThatWasThereBeforeRedisAnswersOnceRedisIsThere() {
        RedisConfig config = new RedisConfig(REDIS.url(), "early");
        REDIS.close();
        RedisStore early = RedisStore.connect(config, Thread::new, new StoreListener() {});
        try {
            assertThat(reason(() -> early.workers().workers())).isEqualTo(Reason.UNREACHABLE);
        } finally {
            REDIS.start();
        }
        try (early) {
            early.workers()
                    .beat(
                            new WorkerInfo(
                                    "worker01",
                                    "host",
                                    1,
                                    "1",
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    WorkerInfo.State.LIVE,
                                    1,
                                    0,
                                    Set.of(TASK)),
                            LEASE);

            assertThat(early.workers().workers()).extracting(WorkerInfo::id).containsExactly("worker01");
        }
    }

    @Test
    void aFullStoreTakesNoJobsButLetsRunningOnesEnd() {
        store.submit(4, aJob());
        JobId later = store.submit(aJob("later", 5, new Due.After(Duration.ofHours(1))));
        store.makeAllDue();
        Claimed running = store.claim();
        Claimed lost = store.claim();
        store.client.zadd(store.keys.leases(), 1, ShortId.text(lost.lease().job()));
        admin("CONFIG", "SET", "maxmemory", "1mb");

        assertThat(reason(() -> store.submit())).isEqualTo(Reason.FULL);
        assertThat(reason(() -> store.ports.intake().retry(later))).isEqualTo(Reason.FULL);

        assertThat(store.claim(1)).hasSize(1);
        assertThat(store.ports.leases().extend(List.of(running.lease()), LEASE)).containsExactly(ExtendResult.EXTENDED);
        assertThat(store.succeed(running)).isEqualTo(new Settled(JobState.SUCCEEDED));
        assertThat(store.ports.upkeep().promote(10).jobs()).hasSize(1);
        Claimed rescued = store.ports
                .upkeep()
                .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                .jobs()
                .get(0)
                .job();
        assertThat(store.settle(TestStore.settlement(rescued, Outcome.LOST, JobState.DEAD)))
                .isEqualTo(new Settled(JobState.DEAD));
        assertThat(store.ports.intake().cancel(later)).isEqualTo(new ChangeResult.Changed(JobState.CANCELLED));
        store.beat(TASK);
        assertThat(store.purge(0, 0, 0)).isEqualTo(3);
        Bookkeeping.check(store);
    }

    @Test
    void aFlushOfTheScriptsIsNotNoticed() {
        for (int i = 0; i < 5; i++) {
            admin("SCRIPT", "FLUSH");
            JobId id = store.submit();
            admin("SCRIPT", "FLUSH");
            Claimed claimed = store.claim();
            store.submit();
            admin("SCRIPT", "FLUSH");
            var exchange = store.ports
                    .leases()
                    .exchange(
                            List.of(TestStore.settlement(claimed, Outcome.SUCCEEDED, JobState.SUCCEEDED)),
                            new ClaimRequest(TestStore.WORKER, 1, Set.of(TASK), LEASE));
            assertThat(exchange.settled()).containsExactly(new Settled(JobState.SUCCEEDED));
            assertThat(exchange.claimed()).hasSize(1);
            store.succeed(exchange.claimed().get(0));
            assertThat(store.state(id)).isEqualTo(JobState.SUCCEEDED);
        }
        Bookkeeping.check(store);
    }

    @Test
    void killedConnectionsAreReplaced() throws Exception {
        assertThat(submitAtOnce()).containsOnly(Optional.empty());
        try (Jedis admin = REDIS.connection()) {
            admin.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }

        assertThat(trySubmit()).isIn(Optional.empty(), Optional.of(Reason.UNREACHABLE));

        assertThat(submitAtOnce()).containsOnly(Optional.empty());
        await().ignoreExceptions().until(() -> store.client.ping().equals("PONG"));
        Bookkeeping.check(store);
    }

    @Test
    void aRedisThatCannotWriteIsNotReady() {
        admin("CONFIG", "SET", "min-replicas-to-write", "1");

        assertThat(reason(() -> store.submit())).isEqualTo(Reason.NOT_READY);
    }

    @Test
    void everyKeyBeginsWithTheNamespace() {
        Set<String> before = store.client.keys("*");
        store.submit(NewJob.of(TASK, "x".repeat(Limits.PAYLOAD_BYTES)));
        store.submit(aJob("later", 5, new Due.After(Duration.ofHours(1))));
        store.submit(NewJob.of(new TaskName("other.task"), "{}"));
        store.fail(store.claim());
        store.beat(TASK);
        store.ports.queues().pause(new QueueName("later"), "ann");
        store.purge(1_000, 1_000, 1);
        store.submit();
        store.claim();

        Set<String> added = store.client.keys("*");
        added.removeAll(before);
        assertThat(added).hasSizeGreaterThan(10).allMatch(key -> key.startsWith(store.keys.prefix()));
        assertThat(store.keys.prefix()).matches("\\{[^{}]+}:");
    }

    private List<Optional<Reason>> submitAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Optional<Reason>>> calls = Collections.nCopies(200, this::trySubmit);
            List<Optional<Reason>> results = new ArrayList<>();
            for (Future<Optional<Reason>> result : clients.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            clients.shutdownNow();
        }
    }

    private Optional<Reason> trySubmit() {
        try {
            store.submit();
            return Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.of(e.reason());
        }
    }

    private static Reason reason(ThrowingCallable call) {
        StoreUnavailable thrown = catchThrowableOfType(StoreUnavailable.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.retryAfter()).isPositive();
        return thrown.reason();
    }

    private static void admin(String... command) {
        try (Jedis admin = REDIS.connection()) {
            admin.sendCommand(() -> command[0].getBytes(), Arrays.copyOfRange(command, 1, command.length));
        }
    }
}
