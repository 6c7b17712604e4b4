package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
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
import nightshift.task.QueueName;
import nightshift.task.TaskName;
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

    @Test
    void aJobThatWaitsIsReplaced() {
        JobId first = store.submit(keyed("[1]", new Due.After(Duration.ofHours(1)), OnConflict.REFUSE));
        NewJob other = new NewJob(
                new TaskName("demo.other"),
                "[2]",
                new Due.After(Duration.ofHours(2)),
                JobOptions.with()
                        .queue(new QueueName("other"))
                        .priority(1)
                        .uniqueKey(new UniqueKey(KEY))
                        .startBy(new Due.After(Duration.ofHours(3)))
                        .tags(List.of("new"))
                        .build(),
                OnConflict.REPLACE);

        assertThat(trySubmit(other)).isEqualTo(new SubmitResult.Replaced(first));

        Job job = store.job(first);
        assertThat(job.task()).isEqualTo(other.task());
        assertThat(job.args()).isEqualTo("[2]");
        assertThat(job.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(job.tags()).containsExactly("new");
        assertThat(store.client.xlen(store.keys.index())).isOne();
        Bookkeeping.check(store);
        trySubmit(keyed("[3]", new Due.Now(), OnConflict.REPLACE));
        assertThat(store.claim().args()).isEqualTo("[3]");
        Bookkeeping.check(store);
    }

    @Test
    void aReplacedJobHasAFullSetOfAttemptsAndKeepsItsHistory() {
        JobId first = store.submit(keyed());
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));

        assertThat(trySubmit(keyed("[2]", new Due.Now(), OnConflict.REPLACE)))
                .isEqualTo(new SubmitResult.Replaced(first));

        assertThat(store.job(first).attempts()).hasSize(1);
        assertThat(store.job(first).attemptsUsed()).isZero();
        assertThat(store.claim().lease().attempt()).isEqualTo(2);
    }

    @Test
    void aReadyJobThatIsReplacedKeepsItsPlace() {
        JobId first = store.submit(keyed());
        JobId second = store.submit();

        trySubmit(keyed("[2]", new Due.Now(), OnConflict.AFTER));

        assertThat(store.claim(5)).extracting(job -> job.lease().job()).containsExactly(first, second);
        Bookkeeping.check(store);
    }

    @Test
    void aReadyJobThatMovesToAnotherQueueRunsThereOnly() {
        store.submit(keyed());
        NewJob elsewhere = new NewJob(
                TASK,
                "[2]",
                new Due.Now(),
                JobOptions.with()
                        .queue(new QueueName("other"))
                        .uniqueKey(new UniqueKey(KEY))
                        .build(),
                OnConflict.REPLACE);
        trySubmit(elsewhere);
        store.ports.queues().pause(new QueueName("other"), "me");

        assertThat(store.claim(5)).isEmpty();
        store.ports.queues().resume(new QueueName("other"), "me");
        assertThat(store.claim(5)).hasSize(1);
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatRunsIsNotReplaced() {
        JobId first = store.submit(keyed());
        store.claim();

        assertThat(trySubmit(keyed("[2]", new Due.Now(), OnConflict.REPLACE)))
                .isEqualTo(new SubmitResult.UniqueKeyHeld(first, JobState.RUNNING));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "DEAD", "CANCELLED"})
    void oneRunFollowsTheRunningOneWithTheLatestArgs(JobState end) {
        JobId first = store.submit(keyed());
        Claimed running = store.claim();

        JobId next = store.submit(keyed("[2]", new Due.Now(), OnConflict.AFTER));
        assertThat(store.state(next)).isEqualTo(JobState.BLOCKED);
        assertThat(trySubmit(keyed("[3]", new Due.Now(), OnConflict.AFTER))).isEqualTo(new SubmitResult.Replaced(next));
        Bookkeeping.check(store);
        assertThat(store.claim(5)).isEmpty();

        store.settle(settlement(running, Outcome.FAILED, JobState.READY));
        assertThat(store.state(next)).as("while the first runs again").isEqualTo(JobState.BLOCKED);
        store.settle(settlement(store.claim(), Outcome.FAILED, end));

        assertThat(store.state(next)).isEqualTo(JobState.READY);
        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(next, JobState.READY));
        assertThat(store.claim().args()).isEqualTo("[3]");
        assertThat(store.ports.intake().retry(first))
                .isEqualTo(
                        end == JobState.SUCCEEDED
                                ? new ChangeResult.Refused(end)
                                : new ChangeResult.UniqueKeyHeld(next, JobState.RUNNING));
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = OnConflict.class,
            names = {"REPLACE", "AFTER"})
    void theLatestArgsWinAlsoWhileTheFirstWaitsForARetry(OnConflict onConflict) {
        store.submit(keyed());
        Claimed running = store.claim();
        JobId next = store.submit(keyed("[2]", new Due.Now(), OnConflict.AFTER));
        store.settle(settlement(running, Outcome.FAILED, JobState.READY));

        assertThat(trySubmit(keyed("[3]", new Due.Now(), onConflict))).isEqualTo(new SubmitResult.Replaced(next));

        Claimed again = store.claim();
        assertThat(again.args()).isEqualTo("{}");
        store.succeed(again);
        assertThat(store.claim().args()).isEqualTo("[3]");
        Bookkeeping.check(store);
    }

    @Test
    void theNextRunWaitsForItsTimeToo() {
        store.submit(keyed());
        Claimed running = store.claim();
        JobId next = store.submit(keyed("[2]", new Due.After(Duration.ofHours(1)), OnConflict.AFTER));

        store.succeed(running);

        assertThat(store.state(next)).isEqualTo(JobState.SCHEDULED);
        assertThat(store.job(next).stateAt())
                .isEqualTo(store.job(next).createdAt().plus(Duration.ofHours(1)));
        Bookkeeping.check(store);
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        assertThat(store.claim().args()).isEqualTo("[2]");
    }

    @Test
    void aJobThatWaitsForAnotherCanBeCanceled() {
        JobId first = store.submit(keyed());
        Claimed running = store.claim();
        JobId next = store.submit(keyed("[2]", new Due.Now(), OnConflict.AFTER));

        assertThat(store.ports.intake().cancel(next)).isEqualTo(new ChangeResult.Changed(JobState.CANCELLED));

        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(first, JobState.RUNNING));
        store.succeed(running);
        assertThat(store.state(next)).isEqualTo(JobState.CANCELLED);
        assertFree();
    }

    @Test
    void aJobThatWaitsForOneThatIsGoneTakesItsPlace() {
        JobId first = store.submit(keyed());
        store.claim();
        JobId next = store.submit(keyed("[2]", new Due.Now(), OnConflict.AFTER));
        store.patch(first, 1, "D");

        assertThat(trySubmit(keyed())).isEqualTo(new SubmitResult.UniqueKeyHeld(next, JobState.READY));
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
