package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueLayers.Source;
import nightshift.limit.RateLimit;
import nightshift.limit.SettingValues;
import nightshift.store.QueueControl.Forgetting;
import nightshift.store.SettingsRefused;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings of queues, and what is done to a queue as a whole. */
class QueueSettingsTest {

    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aQueueIsDeclaredBeforeItsFirstJobAndStays() {
        set("/concurrency", "7", "/rateLimit/permits", "100", "/rateLimit/per", "PT1S", "/owner", "ann");

        QueueLayers layers = layers();
        assertThat(layers.settings().concurrency()).contains(7);
        assertThat(layers.settings().rateLimit()).contains(new RateLimit(100, Duration.ofSeconds(1)));
        assertThat(layers.sources()).containsEntry("/owner", Source.API).hasSize(4);

        store.submit(aJob("mail", 5, new Due.Now()));
        store.succeed(store.claim());
        store.purge(0, 0, 0);
        assertThat(layers().settings().owner()).contains("ann");
    }

    @Test
    void nullRemovesAValueAndAllBelowIt() {
        set(
                "/concurrency",
                "7",
                "/perKey/concurrency",
                "2",
                "/perKey/rateLimit/permits",
                "5",
                "/perKey/rateLimit/per",
                "PT1M");

        set("/perKey", null);

        assertThat(layers().sources()).containsOnlyKeys("/concurrency");
        set("/concurrency", null);
        assertThat(layers().isDeclared()).isTrue();
        assertThat(store.allKeys()).doesNotContain("limits");
    }

    @Test
    void settingsThatDoNotFitAreRefusedWithTheirPlaces() {
        set("/concurrency", "7");

        SettingsRefused refused = catchThrowableOfType(
                SettingsRefused.class,
                () -> set("/concurrency", "0", "/rateLimit/permits", "9", "/perKey/rateLimit/per", "PT0.5S"));

        assertThat(refused.violations())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/concurrency", "/rateLimit/per", "/perKey/rateLimit/per", "/perKey/rateLimit/permits");
        assertThat(layers().settings().concurrency()).contains(7);
    }

    @Test
    void theApiIsInForceBeforeTheFileUntilItsValueIsRemoved() {
        store.ports.queues().configure(Map.of(MAIL, values("/concurrency", "3", "/fair", "true")));
        assertThat(layers().sources()).containsEntry("/concurrency", Source.FILE);

        set("/concurrency", "9");
        assertThat(layers().settings().concurrency()).contains(9);
        assertThat(layers().sources()).containsEntry("/concurrency", Source.API).containsEntry("/fair", Source.FILE);

        set("/concurrency", null);
        assertThat(layers().settings().concurrency()).contains(3);
    }

    @Test
    void aQueueThatLeavesTheFileIsDeclaredNoLonger() {
        store.ports.queues().configure(Map.of(MAIL, values("/concurrency", "3")));
        assertThat(store.ports.queues().forget(MAIL)).isEqualTo(Forgetting.IN_FILE);

        store.ports.queues().configure(Map.of());

        assertThat(layers().isDeclared()).isFalse();
        assertThat(store.ports.queues().forget(MAIL)).isEqualTo(Forgetting.DONE);
        assertThat(store.ports.queues().queue(MAIL)).isEmpty();
    }

    @Test
    void changesAtTheSameTimeAllRemain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String pointer = "/weights/key" + i;
            changes.add(threads.submit(() -> set(pointer, "2")));
        }
        for (Future<?> change : changes) {
            change.get();
        }
        threads.shutdown();

        assertThat(layers().settings().weights()).hasSize(40);
    }

    @Test
    void aQueueWithJobsIsNotForgotten() {
        assertThat(store.ports.queues().forget(MAIL)).isEqualTo(Forgetting.UNKNOWN);
        set("/concurrency", "3");
        store.ports.queues().pause(MAIL, "ann");
        JobId id = store.submit(aJob("mail", 5, new Due.After(Duration.ofHours(1))));

        assertThat(store.ports.queues().forget(MAIL)).isEqualTo(Forgetting.HAS_JOBS);

        store.ports.intake().cancel(id);
        store.purge(0, 0, 0);
        assertThat(store.ports.queues().forget(MAIL)).isEqualTo(Forgetting.DONE);
        assertThat(store.allKeys())
                .allMatch(key ->
                        List.of("events", "history:control", "index", "counts").contains(key)
                                || key.startsWith("flow:"));
    }

    @Test
    void emptyingAQueueRemovesWhatWaitsWhereverItStands() {
        set("/perKey/concurrency", "1");
        store.submit(1_200, aJob("mail", 5, new Due.Now()));
        store.submit(600, aJob("mail", 5, new Due.Now())).forEach(store.ports.intake()::cancel);
        store.submit(700, aJob("mail", 9, new Due.After(Duration.ofHours(1))));
        store.submit(5, aJob("mail", 1, new Due.Now(), "tenant"));
        store.submit(3, NewJob.of(new TaskName("no.such"), "{}"));
        JobId unknown = store.submit(new NewJob(
                new TaskName("no.such"),
                "{}",
                JobOptions.with().queue(MAIL).priority(1).build()));
        List<Claimed> running = store.claim(20);
        store.settle(TestStore.settlement(running.get(0), Outcome.FAILED, JobState.RETRYING));
        JobId elsewhere = store.submit(aJob("other", 5, new Due.Now()));
        Bookkeeping.check(store);

        long waiting = store.ports.queues().queue(MAIL).orElseThrow().counts().entrySet().stream()
                .filter(count -> List.of(JobState.READY, JobState.SCHEDULED, JobState.RETRYING)
                        .contains(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(store.ports.queues().empty(MAIL)).isEqualTo(waiting).isGreaterThan(1_800);

        assertThat(store.ports.queues().queue(MAIL).orElseThrow().counts())
                .containsEntry(JobState.READY, 0L)
                .containsEntry(JobState.SCHEDULED, 0L)
                .containsEntry(JobState.RETRYING, 0L)
                .containsEntry(JobState.RUNNING, (long) running.size() - 1)
                .containsEntry(JobState.CANCELLED, 600L);
        assertThat(store.ports.catalog().find(unknown)).isEqualTo(Optional.empty());
        assertThat(store.state(elsewhere)).isEqualTo(JobState.READY);
        assertThat(store.ports.queues().empty(MAIL)).isZero();
        Bookkeeping.check(store);
    }

    private QueueLayers layers() {
        return store.ports.queues().queue(MAIL).orElseThrow().layers();
    }

    private void set(String... pointersAndValues) {
        store.configure(MAIL, pointersAndValues);
    }

    private static SettingValues values(String... pointersAndValues) {
        return SettingValues.NONE.after(TestStore.patch(pointersAndValues));
    }
}
