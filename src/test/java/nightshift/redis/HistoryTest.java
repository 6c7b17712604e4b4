package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Destination;
import nightshift.job.WorkerInfo.State;
import nightshift.store.HistoryEntry;
import nightshift.store.HistoryEntry.Kind;
import nightshift.store.HistoryEntry.Place;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistoryTest {

    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aPauseIsNotedOnceWithWhoAskedForIt() {
        Instant before = store.ports.history().now();
        store.ports.queues().pause(MAIL, "ann größe");
        store.ports.queues().pause(MAIL, "bob");
        store.ports.queues().resume(MAIL, "carl");
        store.ports.queues().resume(MAIL, "dora");

        assertThat(all())
                .extracting(HistoryEntry::kind, HistoryEntry::subject, HistoryEntry::by)
                .containsExactly(
                        tuple(Kind.QUEUE_PAUSED, "mail", "ann größe"), tuple(Kind.QUEUE_RESUMED, "mail", "carl"));
        assertThat(all().get(0).at())
                .isBetween(before, store.ports.history().now().plusMillis(1));
    }

    @Test
    void aPersonWhoOpensABreakerIsNoted() {
        Destination host = new Destination("down.example.com");
        store.ports.destinations().close(host, "ann");
        store.ports.destinations().open(host, Optional.empty(), "ann");
        store.ports.destinations().close(host, "bob");

        assertThat(all())
                .extracting(HistoryEntry::kind, HistoryEntry::subject, HistoryEntry::by)
                .containsExactly(
                        tuple(Kind.BREAKER_OPENED, "down.example.com", "ann"),
                        tuple(Kind.BREAKER_CLOSED, "down.example.com", "bob"));
    }

    @Test
    void workersAreNotedWhenTheyComeAndGo() {
        store.ports.workers().beat(worker(WORKER, Instant.EPOCH, State.LIVE, TASK), LEASE);
        store.ports.workers().beat(worker(WORKER, Instant.EPOCH, State.LIVE, TASK), LEASE);
        store.ports.workers().beat(worker(WORKER, Instant.EPOCH, State.DRAINING, TASK), LEASE);
        store.ports.workers().leave(WORKER);
        store.ports.workers().leave(WORKER);

        assertThat(all())
                .extracting(HistoryEntry::kind, HistoryEntry::subject)
                .containsExactly(tuple(Kind.WORKER_STARTED, WORKER), tuple(Kind.WORKER_STOPPED, WORKER));
        assertThat(all())
                .extracting(HistoryEntry::place)
                .containsOnly(Optional.of(new Place("host-of-" + WORKER, "1.2.3")));
        assertThat(store.client.lrange(store.keys.history("workers"), 0, -1))
                .as("a worker can have hundreds of tasks")
                .hasSize(2)
                .noneMatch(entry -> entry.contains(TASK.value()));
    }

    @Test
    void aLostWorkerIsNotedWithTheTimeOfItsLastHeartbeat() {
        store.ports.workers().beat(worker("lost0001", Instant.EPOCH, State.LIVE, TASK), LEASE);
        Instant heartbeat = store.ports.workers().workers().get(0).heartbeatAt();
        store.client.zadd(
                store.keys.workers(), store.redis.now() - Duration.ofMinutes(61).toMillis(), "lost0001");

        store.beat(TASK);

        assertThat(all())
                .filteredOn(entry -> entry.kind() == Kind.WORKER_LOST)
                .singleElement()
                .satisfies(entry -> assertThat(entry.at()).isEqualTo(heartbeat))
                .satisfies(entry -> assertThat(entry.place()).contains(new Place("host-of-lost0001", "1.2.3")));
    }

    @Test
    void onlyTheTimeThatIsAskedForIsShown() {
        store.ports.queues().pause(MAIL, "ann");
        Instant at = all().get(0).at();

        assertThat(store.ports.history().between(at, at.plusMillis(1))).hasSize(1);
        assertThat(store.ports.history().between(at.minusMillis(1), at)).isEmpty();
        assertThat(store.ports.history().between(at.plusMillis(1), at.plusSeconds(9)))
                .isEmpty();
    }

    @Test
    void theLatestThousandOfEachListAreKept() {
        store.ports.queues().pause(MAIL, "first");
        for (int i = 0; i < 1_001; i++) {
            store.ports.workers().beat(worker("w%07d".formatted(i), Instant.EPOCH, State.LIVE), LEASE);
        }

        List<HistoryEntry> kept = all();
        assertThat(kept).hasSize(1_001);
        assertThat(kept.get(0).by()).as("workers push out no people").isEqualTo("first");
        assertThat(kept.get(1).subject()).isEqualTo("w0000001");
    }

    @Test
    void entriesOfALaterVersionAreLeftOut() {
        store.ports.queues().pause(MAIL, "ann");
        store.client.lpush(store.keys.history("control"), "?" + store.redis.now() + "mail\u001fann\u001f");

        assertThat(all()).hasSize(1);
    }

    private List<HistoryEntry> all() {
        Instant now = store.ports.history().now();
        return store.ports.history().between(now.minus(Duration.ofHours(1)), now.plusSeconds(60));
    }
}
