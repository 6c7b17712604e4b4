package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nightshift.job.WorkerInfo;
import nightshift.job.WorkerInfo.State;
import nightshift.support.RedisServer;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkersTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aWorkerIsListedAsItDescribesItself() {
        WorkerInfo info = worker("worker01", START, State.LIVE, TASK, new TaskName("other.task"));

        store.ports.workers().beat(info, LEASE);

        WorkerInfo listed = store.ports.workers().workers().get(0);
        assertThat(listed)
                .usingRecursiveComparison()
                .ignoringFields("heartbeatAt")
                .isEqualTo(info);
        assertThat(listed.heartbeatAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void aWorkerWithoutTasksIsListedToo() {
        store.ports.workers().beat(worker("worker01", START, State.LIVE), LEASE);

        assertThat(store.ports.workers().workers().get(0).tasks()).isEmpty();
    }

    @Test
    void workersAreListedByStartTimeUntilTheyLeave() {
        store.ports.workers().beat(worker("worker02", START.plusSeconds(1), State.LIVE), LEASE);
        store.ports.workers().beat(worker("worker01", START.plusSeconds(2), State.DRAINING), LEASE);
        store.ports.workers().beat(worker("worker03", START, State.LIVE), LEASE);

        assertThat(store.ports.workers().workers())
                .extracting(WorkerInfo::id)
                .containsExactly("worker03", "worker02", "worker01");
        assertThat(store.ports.workers().workers())
                .extracting(WorkerInfo::state)
                .containsExactly(State.LIVE, State.LIVE, State.DRAINING);

        store.ports.workers().leave("worker02");
        store.ports.workers().leave("worker99");
        assertThat(store.ports.workers().workers()).extracting(WorkerInfo::id).containsExactly("worker03", "worker01");
    }

    @Test
    void aSilentWorkerIsLostAndForgottenAfterAnHour() {
        store.ports.workers().beat(worker("worker01", START, State.LIVE), LEASE);
        store.ports.workers().beat(worker("worker02", START, State.LIVE), LEASE);
        long now = store.redis.now();
        store.client.zadd(store.keys.workers(), now - 1, "worker01");
        store.client.zadd(store.keys.workers(), now - Duration.ofMinutes(61).toMillis(), "worker02");

        store.ports.workers().beat(worker("worker03", START.plusSeconds(1), State.LIVE), LEASE);

        assertThat(store.ports.workers().workers()).extracting(WorkerInfo::id).containsExactly("worker01", "worker03");
        assertThat(store.ports.workers().workers())
                .extracting(WorkerInfo::state)
                .containsExactly(State.LOST, State.LIVE);
        assertThat(store.client.hkeys(store.keys.workerInfo())).containsExactlyInAnyOrder("worker01", "worker03");
    }
}
