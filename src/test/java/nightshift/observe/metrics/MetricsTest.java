package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.access.AuthFailure;
import nightshift.engine.EngineStatus;
import nightshift.http.DeliveryResult;
import nightshift.job.BulkKind;
import nightshift.job.JobListener.Submit;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {

    private static final List<String> DELIVERIES =
            Stream.of(DeliveryResult.values()).map(DeliveryResult::label).toList();
    /** Of a histogram beside its buckets: the last bucket, the count, the sum, the maximum. */
    private static final int REST_OF_HISTOGRAM = 4;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final RecordingRegistry registry = new RecordingRegistry();
    private final Metrics metrics = Metrics.on(registry.registry(), RedisStore.calls(), DELIVERIES);

    @Test
    void allTogetherStayBelowTheirBoundHoweverManyNamesThereAre() throws IOException {
        try (RedisStore store =
                RedisStore.connect(new RedisConfig(REDIS.url(), "many"), Thread::new, metrics.store())) {
            metrics.show(() -> new EngineStatus(true, false, 1, 0, 0, 0, 0), store.health(), () -> 0);
            metrics.showBuild("1", "0123456");
            metrics.showBatch(() -> 0);
            for (int i = 0; i < 60; i++) {
                store.intake()
                        .submit(List.of(Submission.of(new NewJob(
                                new TaskName("task-" + i),
                                "{}",
                                JobOptions.with()
                                        .queue(new QueueName("queue-" + i))
                                        .build()))));
            }
            store.leases()
                    .exchange(
                            List.of(),
                            new ClaimRequest("worker01", 100, Set.of(new TaskName("other")), Duration.ofSeconds(15)));
            Runnable cluster = metrics.cluster(
                    store.queues(),
                    store.queueTasks(),
                    store.workers(),
                    store.schedules(),
                    store.destinations(),
                    store.failures(),
                    () -> OptionalInt.of(3));
            cluster.run(); // the queues get all labels, and with them the gauges
            for (int i = 0; i < 10_000; i++) {
                metrics.jobs()
                        .submitted(new QueueName("queue-" + i % 60), new TaskName("made-up-" + i), Submit.ACCEPTED);
                metrics.http().orElseThrow().answered("GET", "/api/v1/jobs", 400 + i % 99, Duration.ZERO);
            }
            Runnable log = metrics.countLog();
            cluster.run();
            log.run();
        }

        Map<String, Integer> buckets = buckets();
        int series = registry.names().stream()
                .mapToInt(name -> buckets.containsKey(name) ? buckets.get(name) + REST_OF_HISTOGRAM : 1)
                .sum();
        assertThat(series).isBetween(5_000, 6_999);
    }

    /** How many buckets each histogram has, by its name. */
    private static Map<String, Integer> buckets() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = MetricsTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            settings.load(in);
        }
        return Stream.of(settings.getProperty("mp.metrics.distribution.timer.buckets")
                        .split(";"))
                .map(timer -> timer.split("="))
                .collect(Collectors.toMap(timer -> timer[0], timer -> timer[1].split(",").length));
    }

    @Test
    void failuresToSignInDeliveriesAndErrorsOfRedisAreCounted() {
        metrics.authFailures().accept(AuthFailure.BAD_KEY);
        metrics.deliveries().accept("5xx");
        metrics.store().failed(StoreListener.Failure.FULL);
        metrics.store().called("submit", Duration.ofMillis(1));

        assertThat(registry.of("nightshift_auth_failures_total"))
                .containsEntry("kind=bad_key", 1L)
                .containsEntry("kind=forbidden", 0L);
        assertThat(registry.of("nightshift_deliveries_total"))
                .containsEntry("result=5xx", 1L)
                .containsEntry("result=refused", 0L);
        assertThat(registry.of("nightshift_redis_errors_total"))
                .containsEntry("kind=full", 1L)
                .containsEntry("kind=other", 0L);
        assertThat(registry.of("nightshift_redis_call_duration"))
                .containsEntry("script=submit", 1L)
                .containsEntry("script=claim_settle", 0L);
    }

    @Test
    void bulkWorkAndTheArchiveAreCounted() {
        metrics.bulk().rows(BulkKind.IMPORT, 10, 9, 1);
        metrics.archive().archived(20, 4_000);
        metrics.archive().failed();

        assertThat(registry.of("nightshift_bulk_rows_total")).containsEntry("kind=import,result=rejected", 1L);
        assertThat(registry.of("nightshift_archived_jobs_total")).containsEntry("", 20L);
        assertThat(registry.of("nightshift_archived_bytes_total")).containsEntry("", 4_000L);
        assertThat(registry.of("nightshift_archive_failures_total")).containsEntry("", 1L);
    }

    @Test
    void theLogIsCountedUntilClosed() {
        Logger log = Logger.getLogger("nightshift.test");
        Runnable end = metrics.countLog();
        assertThat(registry.of("nightshift_log_messages_total"))
                .containsEntry("level=warning", 0L)
                .containsEntry("level=error", 0L);

        log.log(Level.SEVERE, "one");
        log.warning("two");
        log.info("not counted");
        end.run();
        log.warning("after the end");

        assertThat(registry.of("nightshift_log_messages_total"))
                .containsEntry("level=warning", 1L)
                .containsEntry("level=error", 1L);
    }

    @Test
    void switchedOffNothingIsCountedOrShown() {
        Metrics off = Metrics.off();

        assertThatCode(() -> {
                    off.jobs().submitted(QueueName.DEFAULT, new TaskName("send"), Submit.ACCEPTED);
                    off.store().called("submit", Duration.ZERO);
                    off.authFailures().accept(AuthFailure.BAD_KEY);
                    off.deliveries().accept("2xx");
                    off.bulk().rows(BulkKind.EXPORT, 1, 1, 0);
                    off.archive().failed();
                    off.show(null);
                    off.show(null, null, null);
                    off.showBuild("1", "1");
                    off.countLog().run();
                    off.cluster(null, null, null, null, null, null, null).run();
                })
                .doesNotThrowAnyException();
        assertThat(off.http()).isEmpty();
    }
}
