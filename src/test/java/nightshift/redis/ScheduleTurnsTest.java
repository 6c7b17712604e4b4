package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.schedule.Catchup;
import nightshift.schedule.Overlap;
import nightshift.store.HistoryEntry;
import nightshift.store.PastRun;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.How;
import nightshift.store.ScheduleTurns.Result;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.store.Schedules;
import nightshift.store.StoredSchedule;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When schedules have their turn, and what becomes of runs that are due or were missed. */
class ScheduleTurnsTest extends ScheduleFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    ScheduleTurnsTest() {
        super(REDIS);
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
    void whatHasNoTurnLosesItsPlace() {
        schedules.put(hourly(Overlap.SKIP), "me");
        schedules.pause(NAME, "me");
        overdue(Duration.ofSeconds(5));
        store.client.zadd(store.keys.schedules(), 1, "unknown");

        assertThat(due().turns()).isEmpty();

        assertThat(store.client.zcard(store.keys.schedules())).isZero();
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
    void aFailureThatIsNotFinalPausesNothing() {
        schedules.put(schedule(NAME, HOURLY, Overlap.SKIP, Catchup.SKIP, true), "me");
        overdue(Duration.ofSeconds(5));
        fire();

        store.settle(TestStore.settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));

        assertThat(due().turns()).isEmpty();
    }
}
