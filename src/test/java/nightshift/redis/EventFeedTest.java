package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Event;
import nightshift.job.Event.CancelRequested;
import nightshift.job.Event.JobChanged;
import nightshift.job.Event.QueueChanged;
import nightshift.job.Event.WorkerChanged;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.WorkerInfo;
import nightshift.store.EventFeed.Batch;
import nightshift.store.EventFeed.Subscription;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventFeedTest {

    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private final List<Batch> heard = new CopyOnWriteArrayList<>();

    @Test
    void everyChangeIsAnnouncedInOrder() {
        store.ports.events().subscribe(heard::add);
        List<Event> expected = new ArrayList<>();

        JobId id = store.submit(aJob("mail", 5, new Due.After(Duration.ofHours(1))));
        expected.add(new JobChanged(id, JobState.SCHEDULED, MAIL, TASK));
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        expected.add(new JobChanged(id, JobState.READY, MAIL, TASK));
        Claimed claimed = store.claim();
        expected.add(new JobChanged(id, JobState.RUNNING, MAIL, TASK));
        store.ports.intake().cancel(id);
        expected.add(new CancelRequested(id, MAIL, TASK));
        store.settle(TestStore.settlement(claimed, Outcome.CANCELLED, JobState.CANCELLED));
        expected.add(new JobChanged(id, JobState.CANCELLED, MAIL, TASK));
        store.ports.intake().retry(id);
        expected.add(new JobChanged(id, JobState.READY, MAIL, TASK));
        store.ports.queues().pause(MAIL, "ann");
        store.ports.queues().pause(MAIL, "bob");
        expected.add(new QueueChanged(MAIL, true));
        store.ports.queues().resume(MAIL, "me");
        expected.add(new QueueChanged(MAIL, false));
        for (WorkerInfo.State state :
                List.of(WorkerInfo.State.LIVE, WorkerInfo.State.LIVE, WorkerInfo.State.DRAINING)) {
            store.ports.workers().beat(worker(WORKER, Instant.now(), state), LEASE);
        }
        expected.add(new WorkerChanged(WORKER, WorkerInfo.State.LIVE));
        expected.add(new WorkerChanged(WORKER, WorkerInfo.State.DRAINING));
        store.ports.workers().leave(WORKER);
        store.ports.workers().leave(WORKER);
        expected.add(new WorkerChanged(WORKER, WorkerInfo.State.LOST));

        await().untilAsserted(() -> assertThat(events()).isEqualTo(expected));
    }

    @Test
    void changesOfOneCallAreAnnouncedTogether() {
        store.ports.events().subscribe(heard::add);

        store.submit(500, aJob());

        await().until(() -> events().size() == 500);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aCursorLeadsToWhatCameAfterIt() {
        store.ports.events().subscribe(heard::add);
        for (int i = 0; i < 10; i++) {
            store.submit();
        }
        await().until(() -> heard.size() == 10);

        assertThat(store.ports.events().since(heard.get(3).cursor(), 100)).isEqualTo(heard.subList(4, 10));
        assertThat(store.ports.events().since(heard.get(3).cursor(), 2)).isEqualTo(heard.subList(4, 6));
        assertThat(store.ports.events().since(heard.get(9).cursor(), 2)).isEmpty();
        for (String wrong : List.of("", "x", "1", "-", "0-", "9999999999999999999-0", "1-1 ", "+")) {
            assertThatThrownBy(() -> store.ports.events().since(wrong, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theFeedForgetsOldEvents() {
        for (int i = 0; i < 500; i++) {
            store.ports.workers().leave(WORKER);
            store.ports.workers().beat(worker(WORKER, Instant.now(), WorkerInfo.State.LIVE), LEASE);
        }

        assertThat(store.client.xlen(store.keys.events())).isBetween(300L, 500L);
    }

    /** Submits jobs, each in a call of its own, while the server cannot read the feed. */
    private void submitUnread(int jobs) throws InterruptedException {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        store.ports.events().subscribe(heard::add);
        store.ports.events().subscribe(batch -> {
            asleep.countDown();
            try {
                awake.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        store.submit();
        asleep.await();
        for (int i = 0; i < jobs; i++) {
            store.submit();
        }
        awake.countDown();
    }

    @Test
    void aServerThatReadsEventsLateMissesNone() throws InterruptedException {
        submitUnread(250);

        await().until(() -> events().size() == 251);
        assertThat(heard).noneMatch(batch -> batch.cursor().isEmpty());
    }

    @Test
    void aServerThatReadsEventsTooLateKnowsThatSomeAreMissing() throws InterruptedException {
        submitUnread(600);

        await().until(() -> heard.contains(new Batch("", List.of())));
    }

    @Test
    void whoEndsItsSubscriptionHearsNoMore() {
        List<Batch> others = new CopyOnWriteArrayList<>();
        Subscription subscription = store.ports.events().subscribe(heard::add);
        store.ports.events().subscribe(others::add);
        store.submit();
        await().until(() -> heard.size() == 1);

        subscription.close();
        store.submit();

        await().until(() -> others.size() == 2);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        store.ports.events().subscribe(batch -> {
            throw new IllegalStateException("a listener that throws, on purpose");
        });
        store.ports.events().subscribe(heard::add);

        store.submit();
        store.submit();

        await().until(() -> heard.size() == 2);
    }

    @Test
    void afterAnInterruptionListenersAreNotifiedAndTheFeedContinues() {
        store.submit();
        store.ports.events().subscribe(heard::add);
        REDIS.close();
        REDIS.start();

        await().until(() -> heard.contains(new Batch("", List.of())));
        JobId id = await().ignoreExceptionsInstanceOf(StoreUnavailable.class).until(store::submit, Objects::nonNull);

        await().untilAsserted(() ->
                assertThat(events()).contains(new JobChanged(id, JobState.READY, QueueName.DEFAULT, TASK)));
        assertThat(heard).filteredOn(batch -> batch.cursor().isEmpty()).hasSize(1);
    }

    private List<Event> events() {
        return heard.stream().flatMap(batch -> batch.events().stream()).toList();
    }
}
