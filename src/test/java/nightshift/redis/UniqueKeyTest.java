package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.Due;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.job.UniqueKey;
import nightshift.store.ChangeResult;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UniqueKeyTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private static final String KEY = "order 42 größe";

    static NewJob keyed(String args, Due due, OnConflict onConflict) {
        return new NewJob(
                TASK, args, due, JobOptions.with().uniqueKey(new UniqueKey(KEY)).build(), onConflict);
    }

    private static NewJob keyed() {
        return keyed("{}", new Due.Now(), OnConflict.REFUSE);
    }

    private SubmitResult trySubmit(NewJob job) {
        return store.ports.intake().submit(List.of(Submission.of(job))).get(0);
    }

    private void assertFree() {
        assertThat(store.client.exists(store.keys.prefix() + "unique:" + KEY)).isFalse();
        JobId next = store.submit(keyed());
        store.ports.intake().cancel(next);
        Bookkeeping.check(store);
    }

    @Test
    void aSecondJobIsRefusedAndNamesTheFirst() {
        JobId first = store.submit(keyed());

        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(first, JobState.READY));
        store.claim();
        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(first, JobState.RUNNING));
        assertThat(store.client.xlen(store.keys.index())).isOne();
        Bookkeeping.check(store);
    }

    @Test
    void theLiveJobIsReturned() {
        JobId first = store.submit(keyed());

        assertThat(trySubmit(keyed("[1]", new Due.Now(), OnConflict.RETURN)))
                .isEqualTo(new SubmitResult.Existing(first));
        assertThat(store.job(first).args()).isEqualTo("{}");
        Bookkeeping.check(store);
    }

    @Test
    void jobsOfOneCallSeeEachOther() {
        List<SubmitResult> results = store.ports
                .intake()
                .submit(List.of(Submission.of(keyed()), Submission.of(keyed()), Submission.of(NewJob.of(TASK, "{}"))));

        assertThat(results.get(0)).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(results.get(1)).isInstanceOf(SubmitResult.UniqueKeyHeld.class);
        assertThat(results.get(2)).isInstanceOf(SubmitResult.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "DEAD", "CANCELLED"})
    void aSettlementThatEndsTheJobFreesTheKey(JobState end) {
        store.submit(keyed());
        store.settle(settlement(store.claim(), Outcome.FAILED, end));
        assertFree();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"RETRYING", "READY"})
    void aJobThatRunsAgainKeepsTheKey(JobState next) {
        JobId first = store.submit(keyed());
        store.settle(settlement(store.claim(), Outcome.FAILED, next));
        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(first, next));
    }

    @Test
    void aCanceledJobFreesTheKey() {
        JobId later = store.submit(keyed("{}", new Due.After(Duration.ofHours(1)), OnConflict.REFUSE));
        store.ports.intake().cancel(later);
        assertFree();
    }

    @Test
    void aRetryTakesTheKeyAgainUnlessAnotherJobHasIt() {
        JobId first = store.submit(keyed());
        store.fail(store.claim());
        JobId second = store.submit(keyed());

        assertThat(store.ports.intake().retry(first)).isEqualTo(new ChangeResult.UniqueKeyHeld(second, JobState.READY));
        assertThat(store.state(first)).isEqualTo(JobState.DEAD);

        store.succeed(store.claim());
        assertThat(store.ports.intake().retry(first)).isEqualTo(new ChangeResult.Changed(JobState.READY));
        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(first, JobState.READY));
        Bookkeeping.check(store);
    }

    @Test
    void aKeyOfAJobThatIsGoneOrHasEndedIsFree() {
        JobId gone = store.submit(keyed());
        store.claim();
        store.patch(gone, 1, "D");
        JobId second = store.submit(keyed());

        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(second, JobState.READY));
        store.client.del(store.key(second));
        assertThat(trySubmit(keyed())).isInstanceOf(SubmitResult.Accepted.class);
    }

    /** A repeated request is the same request, even if its job is the one that holds the key. */
    @Test
    void theIdempotencyKeyIsLookedAtFirst() {
        Submission request = new Submission(
                keyed(), Optional.of(new IdempotencyKey("me", "again", "0".repeat(64))), Optional.empty());
        JobId first = store.submit(request);

        assertThat(store.ports.intake().submit(List.of(request)).get(0)).isEqualTo(new SubmitResult.Duplicate(first));
        Submission other = new Submission(
                keyed(), Optional.of(new IdempotencyKey("me", "other", "0".repeat(64))), Optional.empty());
        assertThat(store.ports.intake().submit(List.of(other)).get(0)).isInstanceOf(SubmitResult.UniqueKeyHeld.class);
        store.succeed(store.claim());
        assertThat(store.ports.intake().submit(List.of(other)).get(0))
                .as("a refused request can be sent again")
                .isInstanceOf(SubmitResult.Accepted.class);
    }
}
