package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.job.Claimed;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.store.ClaimRequest;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs of tasks that workers know or not, and claims of workers that want some bulk work. */
abstract class AsideFixture {

    static final TaskName OTHER = new TaskName("other.task");

    @RegisterExtension
    final TestStore store;

    AsideFixture(RedisServer redis) {
        store = new TestStore(redis);
    }

    /** By a worker for which all its tasks are bulk work. */
    List<Claimed> claimAsBulk(Set<TaskName> tasks, int max, int bulkMax) {
        return store.ports
                .leases()
                .exchange(List.of(), new ClaimRequest(WORKER, max, tasks, tasks, bulkMax, LEASE))
                .claimed();
    }

    List<JobId> submit(TaskName task, int... priorities) {
        return IntStream.of(priorities)
                .mapToObj(priority -> store.submit(job(task, "default", priority)))
                .toList();
    }

    static NewJob job(TaskName task, String queue, int priority) {
        return new NewJob(
                task,
                "{}",
                JobOptions.with().queue(new QueueName(queue)).priority(priority).build());
    }

    static List<JobId> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.lease().job()).toList();
    }
}
