package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.WorkerInfo;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.JobLeases.Exchange;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ready jobs that cannot run now stand aside, and come back where they were. */
class AsideTest extends AsideFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    AsideTest() {
        super(REDIS);
    }

    @Test
    void aJobOfAnUnknownTaskWaitsForAWorkerThatKnowsIt() {
        JobId unknown = store.submit(NewJob.of(OTHER, "{}"));
        JobId known = store.submit();

        assertThat(ids(store.claim(10))).containsExactly(known);
        assertThat(store.state(unknown)).isEqualTo(JobState.READY);
        Bookkeeping.check(store);
        store.beat(TASK);
        assertThat(store.exchange(10, TASK, OTHER).claimed()).isEmpty();

        store.beat(TASK, OTHER);
        Bookkeeping.check(store);
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed())).containsExactly(unknown);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        Bookkeeping.check(store);
    }

    @Test
    void aTaskWhoseNameBeginsLikeAnotherOneIsNotWokenWithIt() {
        TaskName longer = new TaskName("other.task:v2");
        store.submit(NewJob.of(longer, "{}"));
        store.claim(10);

        store.beat(OTHER);
        assertThat(store.allKeys()).contains("aside:task:other.task:v2@default");
        store.beat(longer);

        assertThat(store.exchange(10, longer).claimed()).hasSize(1);
    }

    @Test
    void aDrainingWorkerWakesNothing() {
        store.submit(NewJob.of(OTHER, "{}"));
        store.claim(10);

        store.ports.workers().beat(TestStore.worker(WORKER, Instant.now(), WorkerInfo.State.DRAINING, OTHER), LEASE);

        assertThat(store.allKeys()).contains("aside:task:" + OTHER + "@default");
    }

    @Test
    void jobsComeBackByPriorityAndTimeBeforeThoseThatCameLater() {
        List<JobId> first = submit(OTHER, 9, 5, 1, 5);
        assertThat(store.claim(10)).isEmpty();
        List<JobId> second = submit(OTHER, 1, 9, 5);
        assertThat(store.claim(10)).isEmpty();
        List<JobId> third = submit(OTHER, 5, 1, 9);

        store.beat(OTHER);

        Bookkeeping.check(store);
        assertThat(ids(store.exchange(20, OTHER).claimed()))
                .containsExactly(
                        first.get(2),
                        second.get(0),
                        third.get(1),
                        first.get(1),
                        first.get(3),
                        second.get(2),
                        third.get(0),
                        first.get(0),
                        second.get(1),
                        third.get(2));
    }

    @Test
    void moreJobsThanOneBeatWakesComeBackInOrder() {
        List<JobId> ids = store.submit(700, NewJob.of(OTHER, "{}"));
        IntStream.range(0, ids.size()).forEach(n -> store.patch(ids.get(n), 10, Long.toString(1_700_000_000_000L + n)));
        assertThat(store.claim(500)).isEmpty();
        assertThat(store.claim(500)).isEmpty();

        store.beat(OTHER);
        store.beat(OTHER);

        List<JobId> claimed = new ArrayList<>(ids(store.exchange(500, OTHER).claimed()));
        claimed.addAll(ids(store.exchange(500, OTHER).claimed()));
        assertThat(claimed).isEqualTo(ids);
        Bookkeeping.check(store);
    }

    @Test
    void theJobsOfManyUnknownTasksComeBackWithoutLoss() {
        List<TaskName> tasks =
                IntStream.range(0, 20).mapToObj(n -> new TaskName("task" + n)).toList();
        tasks.forEach(task -> store.submit(500, NewJob.of(task, "{}")));
        while (store.exchange(500, TASK).more()) {
            assertThat(store.claim(0)).isEmpty();
        }

        TaskName[] all = tasks.toArray(TaskName[]::new);
        Set<JobId> claimed = new HashSet<>();
        for (int beat = 0; beat < 30; beat++) {
            store.beat(all);
            for (Exchange exchange = store.exchange(500, all);
                    !exchange.claimed().isEmpty();
                    exchange = store.exchange(500, all)) {
                claimed.addAll(ids(exchange.claimed()));
            }
        }

        assertThat(claimed).hasSize(10_000);
    }

    @Test
    void jobsThatStandAsideAreReadyJobsOfTheirQueue() {
        JobId unknown = store.submit(job(OTHER, "mail", 5));
        JobId heldBack = store.submit(job(TASK, "mail", 5));
        JobId elsewhere = store.submit(job(OTHER, "other", 5));
        assertThat(claimAsBulk(Set.of(TASK), 10, 0)).isEmpty();

        assertThat(store.ports
                        .queues()
                        .queue(new QueueName("mail"))
                        .orElseThrow()
                        .counts())
                .containsEntry(JobState.READY, 2L);
        assertThat(listed(Optional.of(new QueueName("mail")))).containsExactlyInAnyOrder(unknown, heldBack);
        assertThat(listed(Optional.empty())).containsExactlyInAnyOrder(unknown, heldBack, elsewhere);
        assertThat(store.ports.queues().unroutable()).isEqualTo(Map.of(OTHER, 2L));
        assertThat(store.ports.queues().workload().backlog()).isEqualTo(1);

        store.ports.queues().pause(new QueueName("other"), "ann");
        assertThat(store.ports.queues().workload().backlog()).isEqualTo(1);
    }

    @Test
    void aJobThatIsCancelledWhereItStandsAsideIsGoneAtOnce() {
        JobId unknown = store.submit(NewJob.of(OTHER, "{}"));
        JobId heldBack = store.submit();
        claimAsBulk(Set.of(TASK), 10, 0);

        store.ports.intake().cancel(unknown);
        store.ports.intake().cancel(heldBack);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        assertThat(store.ports.queues().unroutable()).isEmpty();
        store.ports.intake().retry(unknown);
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed())).containsExactly(unknown);
        Bookkeeping.check(store);
    }

    private List<JobId> listed(Optional<QueueName> queue) {
        JobFilter filter = new JobFilter(
                Set.of(JobState.READY),
                queue.map(name -> Matches.exactly(Field.QUEUE, name.value())).stream()
                        .collect(Collectors.toList()));
        return store.ports.catalog().page(filter, 50, Optional.empty()).jobs().stream()
                .map(JobSummary::id)
                .toList();
    }
}
