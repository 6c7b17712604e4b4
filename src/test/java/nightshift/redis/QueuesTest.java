package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.QueueControl.Throughput;
import nightshift.store.QueueStatus;
import nightshift.store.QueueStatus.Pause;
import nightshift.store.QueueTask;
import nightshift.store.Workload;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueuesTest {

    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aQueueIsThereOnceItHadAJob() {
        assertThat(store.ports.queues().queues()).isEmpty();
        assertThat(store.ports.queues().queue(MAIL)).isEmpty();

        store.submit(aJob("mail", 5, new Due.Now()));
        store.submit(aJob("archive", 5, new Due.Now()));

        assertThat(store.ports.queues().queues())
                .extracting(QueueStatus::name)
                .containsExactly(new QueueName("archive"), MAIL);
    }

    @Test
    void aQueueCanBePausedBeforeItsFirstJob() {
        store.ports.queues().pause(MAIL, "ann");

        assertThat(store.ports.queues().queue(MAIL).orElseThrow().pause()).isPresent();
        store.submit(aJob("mail", 5, new Due.Now()));
        assertThat(store.claim(1)).isEmpty();

        store.ports.queues().resume(MAIL, "me");
        assertThat(store.claim(1)).hasSize(1);
    }

    @Test
    void aQueueIsForgottenWithItsLastJob() {
        store.submit(3, aJob("typo", 5, new Due.Now()));
        store.submit(aJob("mail", 5, new Due.After(Duration.ofHours(1))));
        JobId cancelled = store.submit(aJob("typo", 9, new Due.Now()));
        store.ports.intake().cancel(cancelled);
        store.ports
                .queueTasks()
                .add(List.of(
                        new QueueTask(new QueueName("typo"), TestStore.TASK), new QueueTask(MAIL, TestStore.TASK)));
        store.claim(2).forEach(store::succeed);

        store.purge(0, 0, 0);
        assertThat(store.ports.queues().queues())
                .extracting(QueueStatus::name)
                .containsExactly(MAIL, new QueueName("typo"));

        store.claim(2).forEach(store::succeed);
        store.purge(0, 0, 0);

        assertThat(store.ports.queues().queues()).extracting(QueueStatus::name).containsExactly(MAIL);
        assertThat(store.ports.queues().queue(new QueueName("typo"))).isEmpty();
        assertThat(store.ports.queueTasks().all()).containsExactly(new QueueTask(MAIL, TestStore.TASK));
        assertThat(store.client.hkeys(store.keys.counts())).noneMatch(field -> field.startsWith("typo:"));
        assertThat(store.allKeys()).noneMatch(key -> key.contains("typo"));

        store.submit(aJob("typo", 5, new Due.Now()));
        assertThat(store.ports
                        .queues()
                        .queue(new QueueName("typo"))
                        .orElseThrow()
                        .counts())
                .containsEntry(JobState.READY, 1L);
        Bookkeeping.check(store);
    }

    @Test
    void aPausedQueueStaysUntilItIsResumed() {
        store.submit(aJob("mail", 5, new Due.Now()));
        store.claim(1).forEach(store::succeed);
        store.ports.queues().pause(MAIL, "ann");
        store.purge(0, 0, 0);
        assertThat(store.ports.queues().queue(MAIL).orElseThrow().pause()).isPresent();

        store.ports.queues().resume(MAIL, "me");
        store.purge(0, 0, 0);

        assertThat(store.ports.queues().queues()).isEmpty();
    }

    @Test
    void queuesThatWereLeftEmptyByAnEarlierVersionAreForgottenToo() {
        for (int i = 0; i < 40; i++) {
            store.client.sadd(store.keys.queues(), "tenant-" + i);
            store.client.hset(store.keys.counts(), "tenant-" + i + ":D", "0");
        }

        store.purge(0, 0, 0);

        assertThat(store.ports.queues().queues()).isEmpty();
        assertThat(store.client.hlen(store.keys.counts())).isZero();
    }

    @Test
    void countsAreByStateAndEveryStateIsThere() {
        store.submit(5, aJob("mail", 5, new Due.Now()));
        store.submit(2, aJob("mail", 5, new Due.After(Duration.ofHours(1))));
        store.succeed(store.claim());
        store.fail(store.claim());
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));
        store.claim();

        QueueStatus mail = store.ports.queues().queue(MAIL).orElseThrow();

        assertThat(mail.counts())
                .containsOnlyKeys(JobState.values())
                .containsEntry(JobState.READY, 1L)
                .containsEntry(JobState.SCHEDULED, 2L)
                .containsEntry(JobState.SUCCEEDED, 1L)
                .containsEntry(JobState.DEAD, 1L)
                .containsEntry(JobState.RETRYING, 1L)
                .containsEntry(JobState.RUNNING, 1L)
                .containsEntry(JobState.EXPIRED, 0L);
    }

    @Test
    void aPauseSaysSinceWhenAndByWhomAndASecondOneChangesNothing() {
        store.submit(aJob("mail", 5, new Due.Now()));

        store.ports.queues().pause(MAIL, "ann größe");
        store.ports.queues().pause(MAIL, "bob");

        Pause pause =
                store.ports.queues().queue(MAIL).flatMap(QueueStatus::pause).orElseThrow();
        assertThat(pause.by()).isEqualTo("ann größe");
        assertThat(pause.since()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        store.ports.queues().resume(MAIL, "me");
        assertThat(store.ports.queues().queue(MAIL).flatMap(QueueStatus::pause)).isEmpty();
    }

    @Test
    void theOldestReadyJobIsFoundInAnyPriorityBehindCancelledOnes() {
        store.submit(700, aJob("mail", 2, new Due.Now())).forEach(id -> {
            store.ports.intake().cancel(id);
            store.patch(id, 14, String.valueOf(Instant.now().minusSeconds(900).toEpochMilli()));
        });
        JobId oldest = store.submit(aJob("mail", 9, new Due.Now()));
        store.submit(aJob("mail", 2, new Due.Now()));
        assertThat(oldestReady()).isLessThan(Duration.ofSeconds(10));

        store.patch(oldest, 10, String.valueOf(Instant.now().minusSeconds(500).toEpochMilli()));

        assertThat(oldestReady()).isBetween(Duration.ofSeconds(499), Duration.ofSeconds(510));
        store.claim(10);
        assertThat(store.ports.queues().queue(MAIL).flatMap(QueueStatus::oldestReady))
                .isEmpty();
    }

    @Test
    void theOldestReadyJobOfAFairQueueIsFoundWhereverItsTurnIs() {
        store.configure(MAIL, "/fair", "true");
        List<JobId> jobs = store.submit(20, aJob("mail", 5, new Due.Now(), "ann"));

        store.patch(
                jobs.get(3), 10, String.valueOf(Instant.now().minusSeconds(500).toEpochMilli()));
        assertThat(oldestReady()).isBetween(Duration.ofSeconds(499), Duration.ofSeconds(510));

        store.patch(
                jobs.get(12), 10, String.valueOf(Instant.now().minusSeconds(900).toEpochMilli()));
        assertThat(oldestReady()).isBetween(Duration.ofSeconds(899), Duration.ofSeconds(910));
    }

    @Test
    void theWaitOfAJobCountsFromWhenItsQueueWasResumed() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        JobId before = store.submit(aJob("mail", 5, new Due.Now()));
        JobId elsewhere = store.submit(aJob("archive", 5, new Due.Now()));
        List.of(before, elsewhere).forEach(id -> store.patch(id, 10, String.valueOf(yesterday.toEpochMilli())));
        store.ports.queues().pause(MAIL, "ann");
        assertThat(oldestReady()).isGreaterThan(Duration.ofHours(23));

        store.ports.queues().resume(MAIL, "me");

        assertThat(oldestReady()).isLessThan(Duration.ofHours(1));
        assertThat(store.claim(10)).hasSize(2).allSatisfy(job -> {
            if (job.queue().equals(MAIL)) {
                assertThat(job.waited()).isLessThan(Duration.ofHours(1));
            } else {
                assertThat(job.waited()).isGreaterThan(Duration.ofHours(23));
            }
        });
    }

    @Test
    void toResumeAQueueThatIsNotPausedChangesNoWait() {
        JobId job = store.submit(aJob("mail", 5, new Due.Now()));
        store.patch(
                job, 10, String.valueOf(Instant.now().minus(Duration.ofDays(1)).toEpochMilli()));

        store.ports.queues().resume(MAIL, "me");

        assertThat(oldestReady()).isGreaterThan(Duration.ofHours(23));
        assertThat(store.claim(10))
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.waited()).isGreaterThan(Duration.ofHours(23)));
    }

    private Duration oldestReady() {
        return store.ports
                .queues()
                .queue(MAIL)
                .flatMap(QueueStatus::oldestReady)
                .orElseThrow();
    }

    @Test
    void throughputCountsWhatHappened() {
        store.submit(6, aJob("mail", 5, new Due.Now()));
        store.submit(2, aJob("other", 5, new Due.Now()));
        List<Claimed> jobs = new ArrayList<>(store.claim(7));
        jobs.addAll(store.claim(7 - jobs.size()));
        store.succeed(jobs.get(0));
        store.succeed(jobs.get(1));
        store.fail(jobs.get(2));
        store.settle(settlement(jobs.get(3), Outcome.FAILED, JobState.RETRYING));
        store.settle(settlement(jobs.get(4), Outcome.LOST, JobState.READY));
        store.settle(settlement(jobs.get(5), Outcome.INTERRUPTED, JobState.READY));
        store.settle(settlement(jobs.get(6), Outcome.CANCELLED, JobState.CANCELLED));

        List<Throughput> minutes = store.ports.queues().throughput(120);

        assertThat(minutes).hasSize(120);
        assertThat(minutes)
                .extracting(Throughput::minute)
                .isSorted()
                .last()
                .isEqualTo(Instant.ofEpochMilli(store.redis.now()).truncatedTo(ChronoUnit.MINUTES));
        assertThat(minutes.stream().mapToLong(Throughput::submitted).sum()).isEqualTo(8);
        assertThat(minutes.stream().mapToLong(Throughput::succeeded).sum()).isEqualTo(2);
        assertThat(minutes.stream().mapToLong(Throughput::failed).sum()).isEqualTo(3);
        assertThat(minutes.stream().mapToLong(Throughput::dead).sum()).isEqualTo(1);
        assertThat(store.ports.queues().throughput(1)).hasSize(1);
    }

    @Test
    void theWorkloadIsWhatMayStartWhatRunsAndWhatCameAndWent() {
        store.submit(6, aJob("mail", 5, new Due.Now()));
        store.submit(3, aJob("held", 5, new Due.Now()));
        store.submit(4, aJob("mail", 5, new Due.After(Duration.ofHours(1))));
        store.ports.queues().pause(new QueueName("held"), "ann");
        List<Claimed> jobs = store.claim(4);
        store.settle(settlement(jobs.get(0), Outcome.FAILED, JobState.RETRYING));
        store.succeed(jobs.get(1));
        String started = Long.toString(store.redis.now() - 30_000);
        jobs.subList(2, 4).forEach(job -> store.patch(job.lease().job(), 10, started));

        Workload workload = store.ports.queues().workload();

        assertThat(workload.window()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(workload.arrived()).isEqualTo(9);
        assertThat(workload.ended()).isEqualTo(2);
        assertThat(workload.ran()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        assertThat(workload.backlog()).isEqualTo(2);
        assertThat(workload.running()).isEqualTo(2);
        assertThat(workload.age()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void jobsWhoseTaskNoWorkerKnowsAskForNoWorkers() {
        store.submit(3, aJob("mail", 5, new Due.Now()));
        store.exchange(10, new TaskName("some.other"));

        assertThat(store.ports.queues().workload().backlog()).isZero();
        assertThat(store.ports.queues().workload().workers(1, Duration.ofSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void ratesAreThoseOfTheLastFullMinute() {
        store.submit(aJob("mail", 5, new Due.Now()));
        String lastMinute = store.keys.flow(store.redis.now() / 60_000 - 1);
        store.client.hset(lastMinute, "mail:s", "120");
        store.client.hset(lastMinute, "mail:D", "30");
        store.client.hset(lastMinute, "mail:C", "30");

        QueueStatus mail = store.ports.queues().queue(MAIL).orElseThrow();

        assertThat(mail.submitted()).isEqualTo(2);
        assertThat(mail.ended()).isEqualTo(1);
    }
}
