package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.job.Event;
import nightshift.job.Event.JobChanged;
import nightshift.job.Event.ScheduleChange;
import nightshift.job.Event.ScheduleChanged;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Firing;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.EventFeed.Batch;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.How;
import nightshift.store.ScheduleTurns.Order;
import nightshift.store.ScheduleTurns.Result;
import nightshift.store.ScheduleTurns.Turn;
import nightshift.store.Schedules;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleEventsTest {

    private static final ScheduleName NAME = new ScheduleName("nightly");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private final List<Batch> heard = new CopyOnWriteArrayList<>();
    private Schedules schedules;

    @BeforeEach
    void listen() {
        schedules = store.ports.schedules();
        store.ports.events().subscribe(heard::add);
    }

    private static Schedule daily(Overlap overlap, boolean pauses) {
        return new Schedule(
                NAME,
                new Every(Duration.ofDays(1), Duration.ZERO),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                overlap,
                Catchup.ONCE,
                Duration.ofDays(1),
                pauses,
                new NewJob(
                        TASK,
                        "[]",
                        JobOptions.with().schedule(NAME.value()).maxAttempts(1).build()));
    }

    /** Makes it the schedule's turn, with a run that was due a second ago. */
    private Due turn() {
        String ms = Long.toString(store.redis.now() - 1_000);
        String key = new String(store.keys.schedule(NAME.value()));
        store.client.hset(key, "planned", ms);
        store.client.hset(key, "due", ms);
        return again();
    }

    private Due again() {
        store.client.zadd(store.keys.schedules(), 1, NAME.value());
        return store.ports.scheduleTurns().due(1, Duration.ZERO);
    }

    private Result fire(Due due) {
        Turn turn = due.turns().get(0);
        Instant now = due.now();
        Firing firing =
                turn.planned().map(at -> Firing.of(turn.schedule(), at, now)).orElseThrow();
        return store.ports
                .scheduleTurns()
                .fire(List.of(new Order(turn, firing, now)))
                .results()
                .get(0);
    }

    /** What was heard, after everything before it was heard too. */
    private List<Event> heard() {
        store.ports.queues().pause(QueueName.DEFAULT, "end");
        store.ports.queues().resume(QueueName.DEFAULT, "me");
        Event end = new Event.QueueChanged(QueueName.DEFAULT, false);
        await().until(() ->
                heard.stream().flatMap(batch -> batch.events().stream()).anyMatch(end::equals));
        return heard.stream().flatMap(batch -> batch.events().stream()).toList();
    }

    private List<ScheduleChange> changes() {
        return heard().stream()
                .filter(ScheduleChanged.class::isInstance)
                .map(ScheduleChanged.class::cast)
                .peek(event -> assertThat(event.name()).isEqualTo(NAME.value()))
                .map(ScheduleChanged::change)
                .toList();
    }

    @Test
    void whatSomebodyDoesToAScheduleIsAnnouncedOnce() {
        schedules.put(daily(Overlap.SKIP, false), "me");
        schedules.put(daily(Overlap.ALLOW, false), "me");
        schedules.pause(NAME, "me");
        schedules.pause(NAME, "another");
        schedules.resume(NAME, "me");
        schedules.resume(NAME, "me");
        schedules.remove(NAME, "me");
        schedules.remove(NAME, "me");
        schedules.pause(NAME, "me");

        assertThat(changes())
                .containsExactly(
                        ScheduleChange.CREATED,
                        ScheduleChange.CHANGED,
                        ScheduleChange.PAUSED,
                        ScheduleChange.RESUMED,
                        ScheduleChange.DELETED);
    }

    @Test
    void aRunIsAnnouncedWithItsJobAndAfterIt() {
        schedules.put(daily(Overlap.ALLOW, false), "me");
        Due due = turn();
        fire(due);
        assertThat(fire(due).how()).isEqualTo(How.STALE);
        schedules.run(NAME);

        assertThat(changes()).containsExactly(ScheduleChange.CREATED, ScheduleChange.FIRED, ScheduleChange.FIRED);
        assertThat(heard.get(1).events())
                .hasSize(2)
                .endsWith(new ScheduleChanged(NAME.value(), ScheduleChange.FIRED))
                .first()
                .isInstanceOf(JobChanged.class);
    }

    @Test
    void aRunThatIsLeftOutIsAnnounced() {
        schedules.put(daily(Overlap.SKIP, false), "me");
        fire(turn());
        fire(turn());

        assertThat(changes()).containsExactly(ScheduleChange.CREATED, ScheduleChange.FIRED, ScheduleChange.FIRED);
    }

    @Test
    void aRunThatWaitsIsAnnouncedOnceHoweverOftenItIsLookedAt() {
        schedules.put(daily(Overlap.BUFFER_ONE, false), "me");
        fire(turn());
        fire(turn());
        assertThat(changes()).hasSize(3);

        assertThat(again().turns().get(0).waiting()).isPresent();
        fire(again());
        fire(again());

        assertThat(changes()).hasSize(3);
    }

    @Test
    void aPauseByAFailureIsAnnounced() {
        schedules.put(daily(Overlap.SKIP, true), "me");
        fire(turn());
        store.fail(store.claim());
        assertThat(fire(turn()).how()).isEqualTo(How.PAUSED);

        assertThat(changes()).containsExactly(ScheduleChange.CREATED, ScheduleChange.FIRED, ScheduleChange.PAUSED);
    }
}
