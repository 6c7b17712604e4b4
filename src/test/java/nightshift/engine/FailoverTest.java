package nightshift.engine;

import static nightshift.engine.TestEngines.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.job.Event;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.store.StoreState;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import nightshift.store.SubmitResult;
import nightshift.support.RedisProcess;
import nightshift.support.ReplicatedRedis;
import nightshift.task.JobId;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of jobs when another Redis takes over, found through sentinels. */
@Tag("slow")
class FailoverTest {

    @Order(1)
    @RegisterExtension
    final ReplicatedRedis redis = new ReplicatedRedis();

    @Order(2)
    @RegisterExtension
    final TestEngines engines = new TestEngines(redis::url, 1);

    @Test
    void everyAcknowledgedJobIsDoneAlthoughTheMasterIsKilledUnderLoad() throws InterruptedException {
        Set<JobId> done = ConcurrentHashMap.newKeySet();
        engines.task("t", (args, context) -> {
            done.add(context.jobId());
            return Optional.empty();
        });
        Set<JobId> announced = ConcurrentHashMap.newKeySet();
        engines.store
                .events()
                .subscribe(batch -> batch.events().forEach(event -> {
                    if (event instanceof Event.JobChanged changed) {
                        announced.add(changed.id());
                    }
                }));
        Engine engine = engines.start(8);
        AtomicBoolean stop = new AtomicBoolean();
        Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
        Queue<JobId> acknowledged = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread client = new Thread(() -> {
                while (!stop.get()) {
                    try {
                        acknowledged.addAll(engines.submit(20, aJob("t", 10)));
                    } catch (RuntimeException e) {
                        refused.add(e);
                    }
                }
            });
            client.start();
            clients.add(client);
        }
        await().until(() -> acknowledged.size() > 1_000);

        redis.master().close();
        await().until(() -> !refused.isEmpty());
        int before = acknowledged.size();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> acknowledged.size() > before + 200);
        stop.set(true);
        for (Thread client : clients) {
            client.join();
        }

        assertThat(refused).allSatisfy(e -> assertThat(e).isInstanceOf(StoreUnavailable.class));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(done).containsAll(acknowledged));
        assertThat(acknowledged)
                .allSatisfy(id -> assertThat(engines.job(id).state()).isEqualTo(JobState.SUCCEEDED));
        await().until(() -> engine.status().busy() == 0 && engine.status().claimAgeSeconds() < 2);
        JobId after = submitted("after");
        await().until(() -> announced.contains(after));
        assertThat(engines.store.health().status().loss())
                .as("a replica had all that was confirmed")
                .isEmpty();
    }

    @Test
    void aJobThatIsHeldWhileAnotherTakesOverIsSettledOnce() {
        CountDownLatch takenOver = new CountDownLatch(1);
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        engines.task("t", (args, context) -> {
            attempts.add(context.attempt());
            takenOver.await();
            return Optional.of("\"" + context.attempt() + "\"");
        });
        Engine engine = engines.start(4);
        JobId id = submitted("held");
        await().until(() -> attempts.size() == 1);

        redis.failOver();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> engines.job(id) != null);
        takenOver.countDown();

        Job ended = await().ignoreExceptions().until(() -> engines.job(id), job -> job.state() == JobState.SUCCEEDED);
        await().until(() -> engine.status().busy() == 0);
        assertThat(engines.job(id)).isEqualTo(ended);
        assertThat(ended.attempts().stream().filter(each -> each.outcome().equals(Optional.of(Outcome.SUCCEEDED))))
                .hasSize(1);
        assertThat(engines.count(JobState.SUCCEEDED)).isEqualTo(1);
        assertThat(engines.count(JobState.RUNNING)).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engines.store.health().status().up());
    }

    @Test
    void aSubmitThatNoReplicaHasIsNotAcknowledgedAndMayBeRepeated() {
        redis.replicas().forEach(RedisProcess::close);
        Submission submission = new Submission(
                aJob("t", 1), Optional.of(new IdempotencyKey("me", "key", "0".repeat(64))), Optional.empty());

        assertThatThrownBy(() -> engines.store.intake().submit(List.of(submission)))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_READY))
                .hasMessageContaining("0 of 1 replicas");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engines.store.health().status().state() == StoreState.REFUSES_WRITES);
        assertThat(engines.store.health().status().detail().orElseThrow()).contains("Too few replicas");
        // The job is there, and a repeated request must not hide that no replica has it.
        assertThatThrownBy(() -> engines.store.intake().submit(List.of(submission)))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aSentinelThatNamesAReplicaIsNotBelieved() {
        redis.addStaleSentinel();
        engines.open();

        // on any connection, while the feed has one of its own
        for (int i = 0; i < 20; i++) {
            JobId id = submitted("stale" + i);
            notReadOnly(() -> engines.store.intake().cancel(id));
            assertThat(notReadOnly(() -> engines.job(id)).state()).isEqualTo(JobState.CANCELLED);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engines.store.health().status().up());
    }

    /** Repeats it like a client: on a busy machine, replicas confirm late and sentinels may choose another master. */
    private JobId submitted(String key) {
        Submission submission = new Submission(
                aJob("t", 10), Optional.of(new IdempotencyKey("me", key, "0".repeat(64))), Optional.empty());
        SubmitResult result = notReadOnly(
                () -> engines.store.intake().submit(List.of(submission)).get(0));
        return result instanceof SubmitResult.Duplicate again
                ? again.id()
                : ((SubmitResult.Accepted) result).job().id();
    }

    /** Repeats a call until it is answered. No server that takes no writes may have been asked. */
    private static <T> T notReadOnly(Callable<T> call) {
        return await().ignoreExceptionsMatching(
                        e -> e instanceof StoreUnavailable && !e.getMessage().contains("READONLY"))
                .until(call, any -> true);
    }
}
