package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Failure;
import nightshift.job.JobListener.Submit;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.QueueTask;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

class ClusterMetricsTest {

    private static final TaskName SEND = new TaskName("send");
    private static final String OLDEST = "nightshift_queue_oldest_ready_timestamp_seconds";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final Server one = new Server();
    private final Server two = new Server();
    private RedisStore store;

    /** What one server shows. */
    private static final class Server {
        private final RecordingRegistry registry = new RecordingRegistry();
        private final Meters meters = registry.meters();
        private final JobMetrics jobs = new JobMetrics(meters, meters.counter("capped", ""));
        private ClusterMetrics cluster;

        void connect(RedisStore store) {
            cluster = new ClusterMetrics(
                    meters,
                    jobs,
                    store.queues(),
                    store.queueTasks(),
                    store.workers(),
                    store.schedules(),
                    store.destinations(),
                    store.failures(),
                    () -> OptionalInt.of(3));
        }
    }

    @BeforeEach
    void connect() {
        store = RedisStore.connect(
                new RedisConfig(REDIS.url(), UUID.randomUUID().toString()), Thread::new, new StoreListener() {});
        one.connect(store);
        two.connect(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void submit(String queue) {
        store.intake()
                .submit(List.of(Submission.of(new NewJob(
                        SEND,
                        "{}",
                        JobOptions.with().queue(new QueueName(queue)).build()))));
    }

    @Test
    void showsHowManyJobsAreInEachStateAndSinceWhenTheOldestIsReady() {
        submit("mail");
        submit("mail");

        one.cluster.refresh();

        double now = System.currentTimeMillis() / 1000.0;
        assertThat(one.registry.of("nightshift_queue_jobs"))
                .containsEntry("queue=mail,state=ready", 2L)
                .containsEntry("queue=mail,state=dead", 0L);
        assertThat(one.registry.of(OLDEST).get("queue=mail").doubleValue()).isBetween(now - 10, now + 1);
        assertThat(one.registry.of("nightshift_queue_paused")).containsEntry("queue=mail", 0L);
        assertThat(one.registry.of("nightshift_workers"))
                .containsEntry("state=live", 0L)
                .containsEntry("state=lost", 0L);
        assertThat(one.registry.of("nightshift_job_wait")).containsEntry("queue=mail", 0L);
    }

    @Test
    void nothingCountsAsWaitingInAPausedQueue() {
        submit("mail");
        store.queues().pause(new QueueName("mail"), "ann");

        one.cluster.refresh();

        assertThat(one.registry.of(OLDEST).get("queue=mail").doubleValue()).isZero();
        assertThat(one.registry.of("nightshift_queue_paused")).containsEntry("queue=mail", 1L);
    }

    @Test
    void queuesBeyondTheBoundAreShownTogether() {
        for (int i = 0; i < 60; i++) {
            submit("queue-" + (100 + i));
        }

        one.cluster.refresh();

        assertThat(one.registry.of("nightshift_queue_jobs"))
                .containsEntry("queue=_other,state=ready", 10L)
                .hasSize(9 * (JobMetrics.QUEUES + 1));
        assertThat(one.registry.of(OLDEST).get("queue=_other").doubleValue()).isPositive();
        assertThat(one.registry.of("nightshift_queue_paused")).containsEntry("queue=_other", 0L);
    }

    @Test
    void aQueueHasTheSameLabelWhereItsJobsAreShownAndWhereTheyAreCounted() {
        for (int i = 0; i < 70; i++) {
            submit("queue-" + i);
            submit("queue-" + Math.min(i, 40)); // those that start first are not those with the most jobs
        }
        for (int i = 69; i >= 50; i--) {
            one.jobs.started(new QueueName("queue-" + i), Duration.ZERO);
        }

        one.cluster.refresh();
        for (int i = 0; i < 70; i++) {
            one.jobs.started(new QueueName("queue-" + i), Duration.ZERO);
        }

        Set<String> shown = one.registry.of("nightshift_queue_paused").keySet();
        assertThat(shown).hasSize(JobMetrics.QUEUES + 1).contains("queue=queue-60", "queue=queue-40", "queue=_other");
        assertThat(one.registry.of("nightshift_job_wait").keySet()).isEqualTo(shown);
    }

    @Test
    void queuesHaveALabelBeforeTheirTasksTakeAllTheRoom() {
        submit("mail");
        store.queueTasks()
                .add(IntStream.range(0, 100)
                        .mapToObj(i -> new QueueTask(QueueName.DEFAULT, new TaskName("task-" + i)))
                        .toList());

        one.cluster.refresh();

        assertThat(one.registry.of("nightshift_job_wait")).containsKey("queue=mail");
    }

    @Test
    void jobsOfTasksThatNoWorkerKnowsAreShownByTask() {
        submit("mail");
        store.leases()
                .exchange(
                        List.of(),
                        new ClaimRequest("worker01", 10, Set.of(new TaskName("other")), Duration.ofSeconds(15)));

        one.cluster.refresh();

        assertThat(one.registry.of("nightshift_unroutable_jobs"))
                .containsEntry("task=send", 1L)
                .containsEntry("task=_other", 0L);
    }

    @Test
    void destinationsAreShownByTheStateOfTheirBreakerWithoutTheirNames() {
        store.destinations().open(new Destination("down.example.com"), Optional.empty(), "ann");
        store.destinations().open(new Destination("off.example.com"), Optional.of(Duration.ofHours(1)), "ann");
        store.intake()
                .submit(List.of(Submission.of(new NewJob(
                        Reserved.HTTP_TASK, "{\"url\":\"https://down.example.com/\"}", JobOptions.DEFAULTS))));
        store.leases()
                .exchange(
                        List.of(),
                        new ClaimRequest("worker01", 10, Set.of(Reserved.HTTP_TASK), Duration.ofSeconds(15)));

        one.cluster.refresh();

        assertThat(one.registry.of("nightshift_destinations"))
                .containsOnly(Map.entry("state=open", 2L), Map.entry("state=half_open", 0L));
        assertThat(one.registry.of("nightshift_destination_jobs_waiting"))
                .containsOnly(Map.entry("reason=breaker", 1L), Map.entry("reason=limit", 0L));
    }

    @Test
    void failureGroupsAreCountedByWhetherSomebodyHasToLook() {
        submit("mail");
        Claimed job = store.leases()
                .exchange(List.of(), new ClaimRequest("worker01", 1, Set.of(SEND), Duration.ofSeconds(15)))
                .claimed()
                .get(0);
        Failure failure = new Failure("x", "broken");
        Attempt attempt = new Attempt(
                1,
                Optional.of(Outcome.FAILED),
                job.startedAt(),
                Optional.of(job.startedAt()),
                "worker01",
                Optional.of(failure),
                Optional.empty());
        store.leases()
                .exchange(
                        List.of(new Settlement(job.lease(), attempt, JobState.DEAD, Duration.ZERO, Optional.empty())
                                .because(Causes.of(SEND, failure, Optional.empty()))),
                        new ClaimRequest("worker01", 0, Set.of(), Duration.ofSeconds(15)));
        store.upkeep().tidyFailures();

        one.cluster.refresh();

        assertThat(one.registry.of("nightshift_failure_groups"))
                .containsOnly(Map.entry("state=open", 1L), Map.entry("state=muted", 0L), Map.entry("state=idle", 0L));
    }

    @Test
    void isAwayWhileTheStoreIs() {
        submit("mail");
        one.cluster.refresh();
        assertThat(one.registry.of("nightshift_queue_jobs")).isNotEmpty();

        store.close();
        one.cluster.refresh();

        List.of(
                        "nightshift_queue_jobs",
                        OLDEST,
                        "nightshift_queue_paused",
                        "nightshift_workers",
                        "nightshift_unroutable_jobs",
                        "nightshift_destinations",
                        "nightshift_destination_jobs_waiting",
                        "nightshift_failure_groups",
                        "nightshift_cluster_stats_timestamp_seconds")
                .forEach(name -> assertThat(one.registry.of(name)).as(name).isEmpty());
        assertThat(one.registry.of("nightshift_job_wait")).isNotEmpty();
    }

    @Test
    void isThereWhileTheStoreIsFull() {
        submit("mail");
        one.jobs.submitted(new QueueName("mail"), SEND, Submit.ACCEPTED);
        try (RedisClient client = REDIS.client()) {
            client.configSet("maxmemory", "1");
            one.cluster.refresh();
            client.configSet("maxmemory", "0");
        }

        assertThat(one.registry.of("nightshift_queue_jobs")).containsEntry("queue=mail,state=ready", 1L);
        assertThat(store.queueTasks().all()).isEmpty();

        one.cluster.refresh();
        assertThat(store.queueTasks().all()).hasSize(1);
    }

    @Test
    void whatOneServerSawAllHaveAtZero() {
        one.jobs.submitted(new QueueName("mail"), SEND, Submit.ACCEPTED);

        one.cluster.refresh();
        two.cluster.refresh();

        assertThat(two.registry.of("nightshift_jobs_submitted_total"))
                .containsEntry("queue=mail,task=send,result=accepted", 0L);
        assertThat(two.jobs.used()).isEmpty();
    }
}
