package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Event;
import nightshift.job.Event.Timed;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.UniqueKey;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Firing;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.EventFeed.Batch;
import nightshift.store.JobUpkeep.Promotion;
import nightshift.store.ScheduleTurns.Order;
import nightshift.store.ScheduleTurns.Turn;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What schedulers wait for, and what wakes them before. */
class TimersTest {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Due SOON = new Due.After(Duration.ofMillis(950));
    private static final Due SOONER = new Due.After(Duration.ofMillis(20));
    private static final Due LATER = new Due.After(Duration.ofHours(1));
    private static final ScheduleName NAME = new ScheduleName("nightly");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private final List<Batch> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        store.ports.events().subscribe(heard::add);
    }

    /** What was announced until now, without the other events. */
    private List<Timed> announced() {
        JobId last = store.submit();
        await().until(() -> heard.stream()
                .flatMap(batch -> batch.events().stream())
                .anyMatch(event ->
                        event instanceof Event.JobChanged job && job.id().equals(last)));
        List<Timed> timed = heard.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(Event.DueSooner.class::isInstance)
                .map(event -> ((Event.DueSooner) event).what())
                .toList();
        heard.clear();
        return timed;
    }

    private JobId submit(Due due) {
        return store.submit(aJob("q", 5, due));
    }

    @Test
    void theNextLookIsWhenTheFirstJobIsDueByTheClockOfRedis() {
        assertThat(store.ports.upkeep().promote(10).again()).as("nothing waits").isEqualTo(LONGEST);
        submit(LATER);
        assertThat(store.ports.upkeep().promote(10).again()).isEqualTo(LONGEST);
        submit(SOON);
        String id = store.client.zrange(store.keys.due(), 0, 0).get(0);
        double due = store.client.zscore(store.keys.due(), id);

        long before = store.redis.now();
        Duration again = store.ports.upkeep().promote(10).again();
        long after = store.redis.now();

        assertThat(again).isBetween(Duration.ofMillis((long) due - after), Duration.ofMillis((long) due - before));
    }

    @Test
    void aLookThatStopsAtItsLimitIsFollowedByAnotherAtOnce() {
        store.submit(3, aJob("q", 5, LATER));
        store.makeAllDue();

        assertThat(store.ports.upkeep().promote(2).again()).isZero();
        assertThat(store.ports.upkeep().promote(2).again()).isEqualTo(LONGEST);
    }

    @Test
    void jobsThatAreDueWithinFewMillisecondsAreTakenTogether() {
        submit(new Due.After(Duration.ofMillis(60)));

        List<Duration> waits = new ArrayList<>();
        Promotion promotion;
        do {
            promotion = store.ports.upkeep().promote(10);
            waits.add(promotion.again());
        } while (promotion.jobs().isEmpty());

        assertThat(waits).hasSizeGreaterThan(1).allMatch(wait -> wait.toMillis() >= 5);
    }

    @Test
    void aJobIsAnnouncedIfItIsTheNextAndComesBeforeTheNextLook() {
        submit(LATER);
        assertThat(announced()).isEmpty();
        submit(SOON);
        assertThat(announced()).containsExactly(Timed.JOB);
        submit(new Due.After(Duration.ofMillis(990)));
        assertThat(announced()).as("another job is due before").isEmpty();
        submit(SOONER);
        assertThat(announced()).containsExactly(Timed.JOB);
    }

    @Test
    void serversOfEarlierVersionsSkipOnlyTheAnnouncement() {
        submit(SOON);

        await().until(() -> !heard.isEmpty());
        assertThat(heard.get(0).events()).hasSize(2);
        assertThat(heard.get(0).events().get(1)).isEqualTo(new Event.DueSooner(Timed.JOB));
    }

    @Test
    void aRetryIsAnnounced() {
        store.submit();
        Settlement hour = settlement(store.claim(), Outcome.FAILED, JobState.RETRYING);

        store.settle(
                new Settlement(hour.lease(), hour.attempt(), hour.next(), Duration.ofMillis(200), Optional.empty()));

        assertThat(announced()).containsExactly(Timed.JOB);
    }

    @Test
    void aJobThatIsToStartEarlierIsAnnounced() {
        JobId id = submit(LATER);

        store.ports
                .intake()
                .revise(
                        id,
                        job -> new JobChange(Optional.empty(), Optional.empty(), Optional.of(SOON), Optional.empty()));

        assertThat(announced()).containsExactly(Timed.JOB);
    }

    @Test
    void aJobThatGetsItsUniqueKeyIsAnnounced() {
        JobOptions options = JobOptions.with().uniqueKey(new UniqueKey("key")).build();
        store.submit(new NewJob(TASK, "{}", new Due.Now(), options, OnConflict.AFTER));
        Claimed first = store.claim();
        store.submit(new NewJob(TASK, "{}", SOON, options, OnConflict.AFTER));
        assertThat(announced()).as("it waits for the end of the first").isEmpty();

        store.succeed(first);

        assertThat(announced()).containsExactly(Timed.JOB);
    }

    @Test
    void theEndOfAWaitIsAnnouncedAndKnown() {
        JobId id = store.submit(
                new NewJob(TASK, "{}", LATER, JobOptions.with().startBy(SOON).build()));
        assertThat(announced()).containsExactly(Timed.EXPIRY);
        assertThat(store.ports.upkeep().expire(10).again()).isBetween(Duration.ofMillis(1), Duration.ofMillis(951));

        await().pollDelay(store.ports.upkeep().expire(10).again())
                .until(() -> store.ports.upkeep().expire(10).ended().size() == 1);
        assertThat(store.state(id)).isEqualTo(JobState.EXPIRED);
    }

    private Schedule each(Duration period, Overlap overlap) {
        return new Schedule(
                NAME,
                new Every(period, Duration.ZERO),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                overlap,
                Catchup.SKIP,
                Duration.ofDays(1),
                true,
                new NewJob(
                        TASK,
                        "{}",
                        JobOptions.with().schedule(NAME.value()).maxAttempts(1).build()));
    }

    @Test
    void aScheduleThatIsPutOrContinuesIsAnnounced() {
        store.ports.schedules().put(each(Duration.ofSeconds(2), Overlap.SKIP), "me");
        assertThat(announced()).containsExactly(Timed.SCHEDULE);

        store.ports.schedules().pause(NAME, "me");
        assertThat(announced()).isEmpty();
        store.ports.schedules().resume(NAME, "me");
        assertThat(announced()).containsExactly(Timed.SCHEDULE);
    }

    @Test
    void aTurnThatTheSelfAuditPutsBackIsAnnounced() throws InterruptedException {
        store.ports.schedules().put(each(Duration.ofSeconds(2), Overlap.SKIP), "me");
        announced();
        store.client.zrem(store.keys.schedules(), NAME.value());

        store.ports.integrity().check("auditor1", 1, TestStore.LEASE);

        assertThat(announced()).containsExactly(Timed.SCHEDULE);
    }

    @Test
    void theEndOfAJobForWhichAScheduleWaitsIsAnnounced() {
        store.ports.schedules().put(each(Duration.ofDays(1), Overlap.SKIP), "me");
        store.client.zadd(store.keys.schedules(), 1, NAME.value());
        store.client.hset(new String(store.keys.schedule(NAME.value())), "planned", "1");
        Turn turn =
                store.ports.scheduleTurns().due(1, Duration.ofHours(1)).turns().get(0);
        Instant now = Instant.ofEpochMilli(1);
        store.ports
                .scheduleTurns()
                .fire(List.of(new Order(
                        turn, Firing.of(turn.schedule(), turn.planned().orElseThrow(), now), now)));
        assertThat(store.ports.scheduleTurns().due(1, Duration.ofHours(1)).again())
                .isEqualTo(Duration.ofSeconds(5));
        announced();

        store.succeed(store.claim());

        assertThat(announced()).contains(Timed.SCHEDULE);
    }
}
