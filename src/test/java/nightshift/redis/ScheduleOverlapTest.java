package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.UniqueKey;
import nightshift.schedule.Catchup;
import nightshift.schedule.Overlap;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a run while the job of an earlier one has not ended. */
class ScheduleOverlapTest extends ScheduleFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    ScheduleOverlapTest() {
        super(REDIS);
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
    void aScheduleIsLookedAtAgainSoonOnlyWhileARunWaits() {
        schedules.put(hourly(Overlap.BUFFER_ONE), "me");
        overdue(Duration.ofSeconds(5));
        fire();
        assertThat(timeToTheNextTurn()).isGreaterThan(Duration.ofMinutes(1));

        overdue(Duration.ofSeconds(4));
        fire();
        assertThat(timeToTheNextTurn()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    private Duration timeToTheNextTurn() {
        double turn = store.client.zscore(store.keys.schedules(), NAME.value());
        return Duration.ofMillis((long) turn - store.redis.now());
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

    @ParameterizedTest
    @EnumSource(
            value = OnConflict.class,
            names = {"REFUSE", "RETURN"})
    void aRunIsLeftOutWhileAnotherJobHasTheUniqueKeyOfItsJobs(OnConflict rule) {
        JobOptions.Builder options = JobOptions.with().uniqueKey(new UniqueKey("order 42"));
        JobId holder = store.submit(new NewJob(TASK, "{}", options.build()));
        schedules.put(
                new Schedule(
                        NAME,
                        HOURLY,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        Overlap.ALLOW,
                        Catchup.SKIP,
                        Duration.ofDays(1),
                        false,
                        new NewJob(
                                TASK,
                                "{}",
                                new Due.Now(),
                                options.schedule(NAME.value()).build(),
                                rule)),
                "me");
        overdue(Duration.ofSeconds(5));

        assertThat(fire().runs()).containsExactly(RunResult.SKIPPED);

        assertThat(kinds()).containsExactly(Kind.SKIPPED_OVERLAP);
        assertThat(store.claim(10)).extracting(job -> job.lease().job()).containsExactly(holder);
    }
}
