package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.redis.RedisStore;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PromoterTest {

    /** On a busy machine. Looks every 200 ms would be late by half of that. */
    private static final long LATE_MS = 50;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    /** Of servers that share nothing but Redis. */
    private RedisStore other;

    @BeforeEach
    void startAWorkerAndAScheduler() {
        engines.task("t", (args, context) -> Optional.empty());
        engines.start(engines.store, engines.store.leases(), 4, true, false);
        other = engines.store(REDIS.url().getPort());
        engines.start(other, other.leases(), 1, false, true);
    }

    private static NewJob due(Due due) {
        return new NewJob(new TaskName("t"), "{}", due, JobOptions.DEFAULTS);
    }

    /** By the clock of Redis, which is that of this machine. */
    private long lateMillis(JobId id, Instant due) {
        Instant started =
                engines.await(id, JobState.SUCCEEDED).attempts().get(0).startedAt();
        return Duration.between(due, started).toMillis();
    }

    private static long median(List<Long> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    @Test
    void aJobStartsAtItsTime() {
        List<Instant> dues = new ArrayList<>();
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Instant due = Instant.now().plusMillis(1_370 + 173 * i).truncatedTo(ChronoUnit.MILLIS);
            dues.add(due);
            ids.add(engines.submit(due(new Due.At(due))));
        }

        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            late.add(lateMillis(ids.get(i), dues.get(i)));
        }

        assertThat(late).as("no job starts early").allMatch(millis -> millis >= 0);
        assertThat(median(late)).as("median of %s ms", late).isLessThan(LATE_MS);
    }

    @Test
    void anEarlierJobThatAnotherServerAcceptsWakesTheScheduler() throws InterruptedException {
        engines.submit(due(new Due.After(Duration.ofHours(1))));

        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            TimeUnit.MILLISECONDS.sleep(100 + 31 * i); // the scheduler waits, each time since another while
            Instant due = Instant.now().plusMillis(150).truncatedTo(ChronoUnit.MILLIS);
            late.add(lateMillis(engines.submit(due(new Due.At(due))), due));
        }

        assertThat(median(late)).as("median of %s ms", late).isLessThan(LATE_MS);
    }
}
