package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Overlap;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.How;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.store.Schedules;
import nightshift.store.Schedules.Removal;
import nightshift.store.StoredSchedule;
import nightshift.store.StoredSchedule.Origin;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored of schedules, and what people do with them. */
class SchedulesTest extends ScheduleFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    SchedulesTest() {
        super(REDIS);
    }

    @Test
    void whatIsPutIsFound() {
        Schedule full = new Schedule(
                NAME,
                Cron.of("30 2 * * MON-FRI", ZoneId.of("Europe/Berlin")),
                Duration.ofMinutes(5),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2190-01-01T00:00:00Z")),
                Overlap.BUFFER_ONE,
                Catchup.ALL,
                Duration.ofHours(2),
                true,
                new NewJob(
                        TASK,
                        "{\"n\": 12345678901234567890}",
                        JobOptions.with()
                                .schedule("nightly")
                                .priority(2)
                                .tags(List.of("ü"))
                                .timeout(Duration.ofSeconds(3))
                                .build()));

        assertThat(schedules.put(full, "someone")).isTrue();
        assertThat(schedules.put(full, "another")).isFalse();

        StoredSchedule stored = stored();
        assertThat(stored.schedule()).isEqualTo(full);
        assertThat(stored.origin()).isEqualTo(Origin.API);
        assertThat(stored.next()).isEqualTo(full.after(Instant.ofEpochMilli(store.redis.now())));
        assertThat(stored.created().by()).isEqualTo("someone");
        assertThat(stored.changed().by()).isEqualTo("another");
        assertThat(schedules.page(10, Optional.empty()).items()).containsExactly(stored);
        assertThat(schedules.counts()).isEqualTo(new Schedules.Counts(1, 0, 0));
        assertThat(schedules.find(new ScheduleName("other"))).isEmpty();
    }

    @Test
    void aListComesInPagesByName() {
        for (int i = 5; i > 0; i--) {
            ScheduleName name = new ScheduleName("s" + i);
            schedules.put(schedule(name, HOURLY, Overlap.SKIP, Catchup.SKIP, false), "me");
        }

        Schedules.Page first = schedules.page(3, Optional.empty());
        Schedules.Page second = schedules.page(3, first.nextToken());

        assertThat(first.items())
                .extracting(each -> each.schedule().name().value())
                .containsExactly("s1", "s2", "s3");
        assertThat(second.items())
                .extracting(each -> each.schedule().name().value())
                .containsExactly("s4", "s5");
        assertThat(second.nextToken()).isEmpty();
        assertThatThrownBy(() -> schedules.page(3, Optional.of("*"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPausedScheduleHasNoTurnAndContinuesWhereItWas() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        overdue(Duration.ofSeconds(20));
        Due handedOut = due();

        assertThat(schedules.pause(NAME, "someone")).isTrue();
        assertThat(fire(handedOut).get(0).how()).isEqualTo(How.STALE);
        assertThat(due().turns()).isEmpty();
        assertThat(stored().pause().flatMap(StoredSchedule.Pause::by)).contains("someone");
        schedules.put(hourly(Overlap.SKIP), "me");
        assertThat(stored().pause()).as("a change of the rule keeps it").isPresent();

        assertThat(schedules.resume(NAME, "me")).isTrue();
        assertThat(fire().how()).isEqualTo(How.FIRED);
        assertThat(schedules.pause(new ScheduleName("none"), "someone")).isFalse();
        assertThat(schedules.resume(new ScheduleName("none"), "me")).isFalse();
    }

    @Test
    void aScheduleThatContinuesHasItsNextTurnAgain() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        Double next = store.client.zscore(store.keys.schedules(), NAME.value());
        schedules.pause(NAME, "me");
        assertThat(store.client.zscore(store.keys.schedules(), NAME.value())).isNull();

        schedules.resume(NAME, "me");

        assertThat(store.client.zscore(store.keys.schedules(), NAME.value())).isEqualTo(next);
    }

    @Test
    void aRunThatSomebodyAsksForComesOutsideThePlan() {
        schedules.put(hourly(Overlap.SKIP), "me");
        Optional<Run> next = stored().next();
        schedules.pause(NAME, "me");

        JobId first = schedules.run(NAME).orElseThrow();
        JobId second = schedules.run(NAME).orElseThrow();

        assertThat(store.claim(10)).extracting(job -> job.lease().job()).containsExactly(first, second);
        assertThat(kinds()).containsExactly(Kind.MANUAL, Kind.MANUAL);
        assertThat(stored().next()).isEqualTo(next);
        assertThat(schedules.run(new ScheduleName("none"))).isEmpty();
        schedules.resume(NAME, "me");
        overdue(Duration.ofSeconds(1));
        assertThat(fire().runs()).as("they count as earlier jobs").containsExactly(RunResult.SKIPPED);
        Bookkeeping.check(store);
    }

    @Test
    void historyIsBounded() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        for (int i = 0; i < Schedules.RUNS_KEPT + 5; i++) {
            schedules.run(NAME);
        }

        assertThat(store.client.llen(store.keys.scheduleRuns("nightly"))).isEqualTo(Schedules.RUNS_KEPT);
    }

    @Test
    void aScheduleEnds() {
        Schedule ending = new Schedule(
                NAME,
                HOURLY,
                Duration.ZERO,
                Optional.empty(),
                Optional.of(Instant.ofEpochMilli(store.redis.now())),
                Overlap.SKIP,
                Catchup.SKIP,
                Duration.ZERO,
                false,
                hourly(Overlap.SKIP).job());
        schedules.put(ending, "me");
        assertThat(stored().next()).isEmpty();
        assertThat(schedules.counts()).isEqualTo(new Schedules.Counts(0, 0, 1));
        assertThat(due().again()).as("the longest wait").isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void nothingIsLeftOfASchedule() {
        schedules.put(hourly(Overlap.SKIP), "me");
        overdue(Duration.ofSeconds(5));
        Due due = due();

        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.REMOVED);

        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.NOT_FOUND);
        assertThat(fire(due).get(0).how()).isEqualTo(How.STALE);
        assertThat(store.allKeys()).as("only that it is gone").containsExactly("events");
    }
}
