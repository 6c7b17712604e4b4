package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nightshift.job.JobState;
import nightshift.schedule.Overlap;
import nightshift.schedule.Run;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
