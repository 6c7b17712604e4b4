package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import nightshift.store.QueueTask;
import nightshift.store.QueueTasks;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueTasksTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private static QueueTask pair(String task) {
        return new QueueTask(new QueueName("mail"), new TaskName(task));
    }

    @Test
    void remembersWhatWasSeenOnce() {
        assertThat(store.ports.queueTasks().all()).isEmpty();

        store.ports.queueTasks().add(List.of(pair("send"), pair("a:b")));
        store.ports.queueTasks().add(List.of(pair("send")));

        assertThat(store.ports.queueTasks().all()).containsExactlyInAnyOrder(pair("send"), pair("a:b"));
    }

    @Test
    void keepsThoseSeenLast() {
        store.ports.queueTasks().add(List.of(pair("old")));
        store.client.zadd(
                store.keys.queueTasks(),
                1_000 + System.currentTimeMillis() - Duration.ofDays(29).toMillis(),
                "mail old");

        store.ports
                .queueTasks()
                .add(IntStream.range(0, QueueTasks.MOST)
                        .mapToObj(i -> pair("task-" + i))
                        .toList());

        assertThat(store.ports.queueTasks().all()).hasSize(QueueTasks.MOST).doesNotContain(pair("old"));
    }

    @Test
    void listsThoseSeenLastFirst() {
        long now = System.currentTimeMillis();
        store.client.zadd(store.keys.queueTasks(), now - Duration.ofDays(2).toMillis(), "mail b");
        store.client.zadd(store.keys.queueTasks(), now - Duration.ofDays(3).toMillis(), "mail a");
        store.client.zadd(store.keys.queueTasks(), now - Duration.ofDays(1).toMillis(), "mail c");

        store.ports.queueTasks().add(List.of(pair("a")));

        assertThat(store.ports.queueTasks().all()).containsExactly(pair("a"), pair("c"), pair("b"));
    }

    @Test
    void forgetsWhatNobodySawForAMonth() {
        store.client.zadd(
                store.keys.queueTasks(),
                System.currentTimeMillis() - Duration.ofDays(31).toMillis(),
                "mail old");

        store.ports.queueTasks().add(List.of(pair("send")));

        assertThat(store.ports.queueTasks().all()).containsExactly(pair("send"));
    }
}
