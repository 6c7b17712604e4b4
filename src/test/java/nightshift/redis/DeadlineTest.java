package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.store.ChangeResult;
import nightshift.store.JobUpkeep.Ended;
import nightshift.store.SettleResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlineTest {

    private static final Due PAST = new Due.At(Instant.EPOCH);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private JobId submit(JobOptions.Builder options) {
        return store.submit(new NewJob(TASK, "[1.0]", options.build()));
    }

    private void letItPass(JobId id) {
        store.patch(id, 70 + "default\ndemo.noop\n\td".length(), "0".repeat(13));
    }

    /** An attempt that ends because its server stops, so it has no cause of its own. */
    private static Settlement interrupted(Claimed job) {
        Settlement end = settlement(job, Outcome.INTERRUPTED, JobState.READY);
        return new Settlement(end.lease(), end.attempt(), end.next(), end.delay(), end.result());
    }

    private void assertDeadOfItsDeadline(JobId id) {
        Job job = store.job(id);
        assertThat(job.state()).isEqualTo(JobState.DEAD);
        assertThat(job.deadReason()).contains("deadline");
        assertThat(job.cancelRequested()).isFalse();
        Bookkeeping.check(store);
    }

    @Test
    void noAttemptStartsAfterIt() {
        JobId id = submit(JobOptions.with().deadline(PAST));

        assertThat(store.claim(1)).isEmpty();
        assertThat(store.ports.upkeep().expire(10).ended())
                .containsExactly(new Ended(QueueName.DEFAULT, TASK, JobState.DEAD));
        assertDeadOfItsDeadline(id);
    }

    @Test
    void aJobThatAlsoHadToStartEarlierExpires() {
        JobId id = submit(JobOptions.with().startBy(PAST).deadline(PAST));

        store.ports.upkeep().expire(10);

        assertThat(store.state(id)).isEqualTo(JobState.EXPIRED);
        assertThat(store.job(id).deadReason()).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void aRetryThatWouldBeDueAfterItIsNotWaitedFor() {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofMinutes(30))));
        Claimed job = store.claim();
        Bookkeeping.check(store);

        SettleResult result = store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING)); // due in an hour

        assertThat(result).isEqualTo(new SettleResult.Settled(JobState.DEAD));
        assertDeadOfItsDeadline(id);
    }

    @Test
    void aRetryBeforeItIsWaitedFor() {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofHours(2))));

        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));

        assertThat(store.state(id)).isEqualTo(JobState.RETRYING);
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"RETRYING", "READY", "DEAD"})
    void anAttemptThatEndsAfterItWithoutSuccessIsTheLast(JobState next) {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofHours(1))));
        Claimed job = store.claim();
        letItPass(id);

        store.settle(settlement(job, Outcome.LOST, next));

        assertDeadOfItsDeadline(id);
    }

    @Test
    void anAttemptThatIsInterruptedAfterItPutsTheJobIntoAFailureGroup() {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofHours(1))));
        Claimed job = store.claim();
        letItPass(id);

        store.settle(interrupted(job));

        assertDeadOfItsDeadline(id);
        assertThat(store.job(id).failureGroup()).isPresent();
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobThatFailedBeforeStaysInTheGroupOfThatFailure() {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofHours(2))));
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));
        Optional<Fingerprint> group = store.job(id).failureGroup();
        store.makeAllDue();
        store.ports.upkeep().promote(1);
        Claimed job = store.claim();
        letItPass(id);

        store.settle(interrupted(job));

        assertDeadOfItsDeadline(id);
        assertThat(group).isPresent();
        assertThat(store.job(id).failureGroup()).isEqualTo(group);
        new FailureBookkeeping(store).check();
    }

    @Test
    void anAttemptThatSucceedsAfterItHasSucceeded() {
        JobId id = submit(JobOptions.with().deadline(new Due.After(Duration.ofHours(1))));
        Claimed job = store.claim();
        letItPass(id);

        store.succeed(job);

        assertThat(store.state(id)).isEqualTo(JobState.SUCCEEDED);
        Bookkeeping.check(store);
    }

    @Test
    void aRetryByHandLiftsADeadlineThatHasPassed() {
        JobId id = submit(JobOptions.with().deadline(PAST).tags(List.of("kept")));
        store.ports.upkeep().expire(10);

        assertThat(store.ports.intake().retry(id)).isEqualTo(new ChangeResult.Changed(JobState.READY));

        assertThat(store.job(id).options().deadline()).isEqualTo(Optional.empty());
        assertThat(store.job(id).tags()).containsExactly("kept");
        assertThat(store.claim(1)).hasSize(1);
        Bookkeeping.check(store);
    }
}
