package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Every;
import nightshift.schedule.Firing;
import nightshift.schedule.Overlap;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.schedule.Timing;
import nightshift.store.HistoryEntry;
import nightshift.store.PastRun;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.How;
import nightshift.store.ScheduleTurns.Order;
import nightshift.store.ScheduleTurns.Result;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.store.ScheduleTurns.Turn;
import nightshift.store.Schedules;
import nightshift.store.Schedules.Removal;
import nightshift.store.StoredSchedule;
import nightshift.store.StoredSchedule.Origin;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchedulesTest {

    /** The next run is half an hour away, so that none is in time by chance. */
    private static final Timing HOURLY = new Every(
            Duration.ofHours(1),
            Duration.ofMinutes((Instant.now().atOffset(ZoneOffset.UTC).getMinute() + 30) % 60));

    private static final ScheduleName NAME = new ScheduleName("nightly");
    private static final Duration RESERVED = Duration.ofMinutes(1);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private Schedules schedules;

    @BeforeEach
    void schedules() {
        schedules = store.ports.schedules();
    }

    private static Schedule schedule(
            ScheduleName name, Timing timing, Overlap overlap, Catchup catchup, boolean pauses) {
        return new Schedule(
                name,
                timing,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                overlap,
                catchup,
                Duration.ofDays(1),
                pauses,
                new NewJob(
                        TASK,
                        "[12345678901234567890, 1.0]",
                        JobOptions.with().schedule(name.value()).maxAttempts(1).build()));
    }

    private static Schedule hourly(Overlap overlap) {
        return schedule(NAME, HOURLY, overlap, Catchup.SKIP, false);
    }

    /** Moves the next run to this long ago. */
    private Instant overdue(Duration ago) {
        Instant planned = Instant.ofEpochMilli(store.redis.now()).minus(ago);
        String ms = Long.toString(planned.toEpochMilli());
        String key = new String(store.keys.schedule(NAME.value()));
        store.client.hset(key, "planned", ms);
        store.client.hset(key, "due", ms);
        store.client.zadd(store.keys.schedules(), planned.toEpochMilli(), NAME.value());
        return Instant.ofEpochMilli(planned.toEpochMilli());
    }

    private Due due() {
        return store.ports.scheduleTurns().due(500, RESERVED);
    }

    private Order order(Turn turn, Instant now) {
        Firing nothing = new Firing(List.of(), 0, Optional.empty(), Optional.empty());
        return new Order(
                turn,
                turn.planned().map(at -> Firing.of(turn.schedule(), at, now)).orElse(nothing),
                now);
    }

    private List<Result> fire(Due due) {
        return store.ports
                .scheduleTurns()
                .fire(due.turns().stream().map(turn -> order(turn, due.now())).toList())
                .results();
    }

    private Result fire() {
        return fire(due()).get(0);
    }

    private StoredSchedule stored() {
        return schedules.find(NAME).orElseThrow();
    }

    private List<Kind> kinds() {
        return schedules.past(NAME, 100).stream().map(PastRun::kind).toList();
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
    void aRunSubmitsItsJob() {
        schedules.put(hourly(Overlap.SKIP), "me");
        assertThat(due().turns()).isEmpty();
        Instant planned = overdue(Duration.ofSeconds(5));

        Due due = due();
        assertThat(due().turns()).as("reserved for the first who asked").isEmpty();
        assertThat(fire(due)).containsExactly(new Result(How.FIRED, List.of(RunResult.SUBMITTED)));

        PastRun run = schedules.past(NAME, 10).get(0);
        assertThat(run.kind()).isEqualTo(Kind.PLANNED);
        assertThat(run.planned()).isEqualTo(planned);
        assertThat(run.at()).isBetween(planned.plusSeconds(5), planned.plusSeconds(60));
        Claimed job = store.claim();
        assertThat(run.job()).contains(job.lease().job());
        assertThat(job.args()).isEqualTo("[12345678901234567890, 1.0]");
        assertThat(job.options().schedule()).contains("nightly");
        assertThat(stored().next().orElseThrow().planned()).isAfter(Instant.ofEpochMilli(store.redis.now()));
        Bookkeeping.check(store);
    }

    @Test
    void aTurnThatWasTakenTwiceIsFiredOnce() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        overdue(Duration.ofSeconds(5));
        Due due = due();

        assertThat(fire(due).get(0).how()).isEqualTo(How.FIRED);
        assertThat(fire(due).get(0).how()).isEqualTo(How.STALE);

        assertThat(kinds()).hasSize(1);
        assertThat(store.claim(10)).hasSize(1);
    }

    @Test
    void aTurnFromBeforeAChangeIsNotFired() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        overdue(Duration.ofSeconds(5));
        Due due = due();
        schedules.put(schedule(NAME, HOURLY, Overlap.ALLOW, Catchup.ALL, false), "me");

        assertThat(fire(due).get(0).how()).isEqualTo(How.STALE);
        store.client.zadd(store.keys.schedules(), 1, NAME.value());
        assertThat(fire().how()).as("the run was kept by the change").isEqualTo(How.FIRED);
    }

    @Test
    void reservationsEnd() {
        schedules.put(hourly(Overlap.SKIP), "me");
        overdue(Duration.ofSeconds(5));
        store.ports.scheduleTurns().due(500, Duration.ZERO);

        assertThat(due().turns()).hasSize(1);
    }

    @Test
    void missedRunsAreNoted() {
        schedules.put(hourly(Overlap.SKIP), "me");
        Instant planned = overdue(Duration.ofMinutes(150));

        assertThat(fire().runs()).isEmpty();

        PastRun missed = schedules.past(NAME, 10).get(0);
        assertThat(missed.kind()).isEqualTo(Kind.SKIPPED_LATE);
        assertThat(missed.planned()).isEqualTo(planned);
        assertThat(missed.runs()).isBetween(3, 4);
        assertThat(store.claim(10)).isEmpty();
    }

    @Test
    void whatIsCaughtUpWithIsMarked() {
        schedules.put(schedule(NAME, HOURLY, Overlap.ALLOW, Catchup.ALL, false), "me");
        overdue(Duration.ofMinutes(150));

        fire();

        assertThat(kinds()).contains(Kind.CAUGHT_UP).doesNotContain(Kind.SKIPPED_LATE);
        assertThat(store.claim(10)).hasSize(kinds().size());
    }

    @Test
    void aRunIsLeftOutWhileAnEarlierJobHasNotEnded() {
        schedules.put(hourly(Overlap.SKIP), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        overdue(Duration.ofSeconds(4));

        assertThat(fire().runs()).containsExactly(RunResult.SKIPPED);
        assertThat(kinds()).containsExactly(Kind.SKIPPED_OVERLAP, Kind.PLANNED);

        store.succeed(store.claim());
        overdue(Duration.ofSeconds(3));
        assertThat(fire().runs()).containsExactly(RunResult.SUBMITTED);
    }

    @Test
    void oneRunWaitsForTheEndOfTheEarlierJob() {
        schedules.put(hourly(Overlap.BUFFER_ONE), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        Instant waiting = overdue(Duration.ofSeconds(4));
        assertThat(fire().runs()).containsExactly(RunResult.WAITS);
        assertThat(stored().waiting().map(Run::planned)).contains(waiting);
        overdue(Duration.ofSeconds(3));
        assertThat(fire().runs())
                .as("the one that waits, and the next")
                .containsExactly(RunResult.WAITS, RunResult.SKIPPED);
        assertThat(due().turns()).isEmpty();

        store.succeed(store.claim());

        assertThat(fire().runs()).as("at once, by the end of the job").containsExactly(RunResult.SUBMITTED);
        assertThat(kinds()).containsExactly(Kind.BUFFERED, Kind.SKIPPED_OVERLAP, Kind.PLANNED);
        assertThat(schedules.past(NAME, 1).get(0).planned()).isEqualTo(waiting);
        assertThat(stored().waiting()).isEmpty();
        assertThat(store.claim(10)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aRunThatWaitsIsFiredWhenTheEarlierJobIsCanceled() {
        schedules.put(hourly(Overlap.BUFFER_ONE), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        overdue(Duration.ofSeconds(4));
        fire();

        store.ports.intake().cancel(schedules.past(NAME, 1).get(0).job().orElseThrow());

        assertThat(fire().runs()).containsExactly(RunResult.SUBMITTED);
    }

    @Test
    void aRunCancelsEarlierJobs() {
        schedules.put(hourly(Overlap.CANCEL_OTHER), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        JobId running = store.claim().lease().job();
        overdue(Duration.ofSeconds(4));
        fire();
        JobId ready = schedules.past(NAME, 1).get(0).job().orElseThrow();
        assertThat(store.job(running).cancelRequested()).isTrue();
        overdue(Duration.ofSeconds(3));

        assertThat(fire().runs()).containsExactly(RunResult.SUBMITTED);

        assertThat(store.state(ready)).isEqualTo(JobState.CANCELLED);
        assertThat(store.claim(10)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void runsOverlapWhereTheyMay() {
        schedules.put(hourly(Overlap.ALLOW), "me");
        for (int i = 0; i < 3; i++) {
            overdue(Duration.ofSeconds(5 - i));
            fire();
        }

        assertThat(store.claim(10)).hasSize(3);
    }

    @Test
    void aFailureForGoodPausesTheSchedule() {
        schedules.put(schedule(NAME, HOURLY, Overlap.SKIP, Catchup.SKIP, true), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        Claimed job = store.claim();
        assertThat(due().turns()).isEmpty();

        store.fail(job);

        assertThat(fire().how()).as("at once, by the end of the job").isEqualTo(How.PAUSED);
        assertThat(stored().pause().flatMap(StoredSchedule.Pause::failedJob))
                .contains(job.lease().job());
        assertThat(schedules.counts()).isEqualTo(new Schedules.Counts(0, 1, 0));
        schedules.resume(NAME, "me");
        assertThat(stored().pause()).isEmpty();
        overdue(Duration.ofSeconds(1));
        assertThat(fire().how()).isEqualTo(How.FIRED);
        assertThat(history())
                .extracting(HistoryEntry::kind, HistoryEntry::by, HistoryEntry::failed)
                .containsExactly(
                        tuple(
                                HistoryEntry.Kind.SCHEDULE_PAUSED,
                                "",
                                Optional.of(job.lease().job())),
                        tuple(HistoryEntry.Kind.SCHEDULE_RESUMED, "me", Optional.empty()));
    }

    private List<HistoryEntry> history() {
        Instant now = store.ports.history().now();
        return store.ports.history().between(now.minusSeconds(600), now.plusSeconds(1));
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

    @Test
    void codeDefinesSchedulesAndTheApiOverridesThem() {
        Schedule ofCode = hourly(Overlap.SKIP);
        Schedule ofApi = hourly(Overlap.ALLOW);
        store.ports.scheduleTurns().announce(List.of(ofCode), true);
        assertThat(stored().origin()).isEqualTo(Origin.CODE);
        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.FROM_CODE);
        schedules.pause(NAME, "me");

        schedules.put(ofApi, "me");
        store.ports.scheduleTurns().announce(List.of(ofCode), true);
        assertThat(stored().origin()).isEqualTo(Origin.CODE_OVERRIDDEN);
        assertThat(stored().schedule()).isEqualTo(ofApi);
        assertThat(stored().pause()).isPresent();

        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.REVERTED);
        assertThat(stored().origin()).isEqualTo(Origin.CODE);
        assertThat(stored().schedule()).isEqualTo(ofCode);
    }

    @Test
    void theServerThatStartsLastHasTheSay() {
        Schedule before = hourly(Overlap.SKIP);
        Schedule after =
                schedule(NAME, new Every(Duration.ofHours(2), Duration.ZERO), Overlap.SKIP, Catchup.SKIP, false);
        store.ports.scheduleTurns().announce(List.of(before), true);
        store.ports.scheduleTurns().announce(List.of(after), true);

        store.ports.scheduleTurns().announce(List.of(before), false);

        assertThat(stored().schedule()).isEqualTo(after);
    }

    @Test
    void aScheduleGoesWithTheLastServerThatHasItsCode() {
        store.ports.scheduleTurns().announce(List.of(hourly(Overlap.SKIP)), true);
        assertThat(store.ports.scheduleTurns().forgetCode()).isEmpty();
        assertThat(schedules.find(NAME)).isPresent();

        store.client.zadd(store.keys.scheduleCode(), 1, NAME.value());

        assertThat(store.ports.scheduleTurns().forgetCode()).containsExactly(NAME);
        assertThat(store.allKeys()).as("only that it is gone").containsExactly("events");
    }

    @Test
    void anOverriddenScheduleOutlivesItsCode() {
        store.ports.scheduleTurns().announce(List.of(hourly(Overlap.SKIP)), true);
        schedules.put(hourly(Overlap.ALLOW), "me");
        store.client.zadd(store.keys.scheduleCode(), 1, NAME.value());

        assertThat(store.ports.scheduleTurns().forgetCode()).isEmpty();

        assertThat(stored().origin()).isEqualTo(Origin.API);
        assertThat(stored().schedule()).isEqualTo(hourly(Overlap.ALLOW));
    }

    @Test
    void aFailureThatIsNotFinalPausesNothing() {
        schedules.put(schedule(NAME, HOURLY, Overlap.SKIP, Catchup.SKIP, true), "me");
        overdue(Duration.ofSeconds(5));
        fire();

        store.settle(TestStore.settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));

        assertThat(due().turns()).isEmpty();
    }
}
