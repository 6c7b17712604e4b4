package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nightshift.job.Due;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a job waits, and which others are in its way. */
class JobPlacesTest {

    private static final QueueName Q = new QueueName("q");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void othersAreInTheWayOfAReadyJobOnlyIfTheyTakeAllTheRoom() {
        List<JobId> jobs = store.submit(2, aJob("q", 5, new Due.Now()));
        JobId later = store.submit(aJob("q", 5, new Due.After(Duration.ofHours(1))));
        store.claim(1);
        assertThat(inTheWayOf(jobs.get(1))).isEmpty();

        store.configure(Q, "/concurrency", "1");
        assertThat(inTheWayOf(jobs.get(1))).containsExactly(jobs.get(0));
        assertThat(inTheWayOf(later)).isEmpty();
    }

    private List<JobId> inTheWayOf(JobId id) {
        return store.ports.places().place(id).orElseThrow().ofQueue().some();
    }
}
