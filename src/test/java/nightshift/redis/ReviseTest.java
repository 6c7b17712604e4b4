package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.job.TraceParent;
import nightshift.store.ChangeResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviseTest {

    private static final Due LATER = new Due.After(Duration.ofHours(1));

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private static JobChange priority(int priority) {
        return new JobChange(Optional.empty(), Optional.of(priority), Optional.empty(), Optional.empty());
    }

    private static JobChange due(Due due) {
        return new JobChange(Optional.empty(), Optional.empty(), Optional.of(due), Optional.empty());
    }

    private ChangeResult revise(JobId id, JobChange change) {
        return store.ports.intake().revise(id, job -> change);
    }

    private List<JobId> claimed(int max) {
        return store.claim(max).stream().map(job -> job.lease().job()).toList();
    }

    @Test
    void everythingElseStaysAsItWas() {
        TraceParent trace = TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .orElseThrow();
        NewJob asked = new NewJob(
                TASK,
                "[1]",
                JobOptions.with()
                        .key(new JobKey("acme"))
                        .maxAttempts(3)
                        .timeout(Duration.ofSeconds(7))
                        .tags(List.of("old"))
                        .build());
        JobId id = store.submit(Submission.of(asked).in(trace));
        store.settle(settlement(store.claim(), Outcome.FAILED, JobState.RETRYING));
        Job before = store.job(id);

        ChangeResult result = revise(
                id,
                new JobChange(
                        Optional.of("{\"größe\": 1.0}"),
                        Optional.of(2),
                        Optional.empty(),
                        Optional.of(List.of("a", "b"))));

        Job after = store.job(id);
        assertThat(result).isEqualTo(new ChangeResult.Changed(JobState.RETRYING));
        assertThat(after.args()).isEqualTo("{\"größe\": 1.0}");
        assertThat(after.options())
                .isEqualTo(before.options()
                        .but()
                        .priority(2)
                        .tags(List.of("a", "b"))
                        .build());
        assertThat(after.attempts()).isEqualTo(before.attempts()).hasSize(1);
        assertThat(after.stateAt()).isEqualTo(before.stateAt());
        assertThat(after.trace()).contains(trace);
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        Bookkeeping.check(store);
    }

    @Test
    void aReadyJobMovesToTheListOfItsNewPriority() {
        JobId moved = store.submit();
        JobId other = store.submit(aJob("default", 3, new Due.Now()));

        revise(moved, priority(9));
        assertThat(store.ports.queues().queues().get(0).oldestReady()).isPresent();
        Bookkeeping.check(store);

        assertThat(claimed(1)).containsExactly(other);
        assertThat(claimed(5)).containsExactly(moved);
        assertThat(claimed(5)).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void anEntryInTheOldListDoesNotLetItRunEarlier() {
        JobId demoted = store.submit(aJob("default", 1, new Due.Now()));
        JobId middle = store.submit(aJob("default", 5, new Due.Now()));
        revise(demoted, priority(9));

        assertThat(claimed(1)).containsExactly(middle);
        assertThat(claimed(1)).containsExactly(demoted);
        Bookkeeping.check(store);
    }

    @Test
    void aReadyJobKeepsItsPlaceIfOnlyItsArgsChange() {
        JobId first = store.submit();
        JobId second = store.submit();

        revise(first, new JobChange(Optional.of("[2]"), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(claimed(5)).containsExactly(first, second);
        assertThat(store.job(first).args()).isEqualTo("[2]");
    }

    @Test
    void aJobThatStandsAsideMovesToo() {
        JobId id = store.submit();
        assertThat(store.exchange(1, new TaskName("other")).claimed()).isEmpty();
        Bookkeeping.check(store);

        revise(id, priority(1));

        Bookkeeping.check(store);
        assertThat(claimed(5)).containsExactly(id);
    }

    @Test
    void theTimeOfAJobCanChangeInBothDirections() {
        JobId id = store.submit();

        assertThat(revise(id, due(LATER))).isEqualTo(new ChangeResult.Changed(JobState.SCHEDULED));
        Bookkeeping.check(store);
        assertThat(store.claim(1)).isEmpty();
        Instant time = Instant.parse("2150-01-01T00:00:00Z");
        assertThat(revise(id, due(new Due.At(time)))).isEqualTo(new ChangeResult.Changed(JobState.SCHEDULED));
        assertThat(store.job(id).stateAt()).isEqualTo(time);
        Bookkeeping.check(store);
        assertThat(revise(id, due(new Due.Now()))).isEqualTo(new ChangeResult.Changed(JobState.READY));
        Bookkeeping.check(store);
        assertThat(claimed(5)).containsExactly(id);
    }

    @Test
    void aJobThatWasTriedAndIsPutOffIsRetrying() {
        JobId id = store.submit();
        store.settle(settlement(store.claim(), Outcome.INTERRUPTED, JobState.READY));

        assertThat(revise(id, due(LATER))).isEqualTo(new ChangeResult.Changed(JobState.RETRYING));
        Bookkeeping.check(store);
    }

    @Test
    void aChangeIsCalculatedAgainIfTheJobHasChangedMeanwhile() {
        JobId id = store.submit();
        AtomicInteger calls = new AtomicInteger();

        ChangeResult result = store.ports.intake().revise(id, job -> {
            if (calls.incrementAndGet() == 1) {
                revise(id, new JobChange(Optional.of("[7]"), Optional.empty(), Optional.empty(), Optional.empty()));
            }
            return new JobChange(Optional.of(job.args() + " "), Optional.empty(), Optional.empty(), Optional.empty());
        });

        assertThat(result).isInstanceOf(ChangeResult.Changed.class);
        assertThat(calls).hasValue(2);
        assertThat(store.job(id).args()).isEqualTo("[7] ");
    }

    @Test
    void theArgsOfARetryAreCalculatedAgainIfTheJobHasChangedMeanwhile() {
        JobId id = store.submit();
        store.fail(store.claim());
        AtomicInteger calls = new AtomicInteger();

        ChangeResult result = store.ports.intake().retry(id, job -> {
            if (calls.incrementAndGet() == 1) {
                store.ports.intake().retry(id);
                store.fail(store.claim());
            }
            return "[" + job.attempt() + "]";
        });

        assertThat(result).isEqualTo(new ChangeResult.Changed(JobState.READY));
        assertThat(calls).hasValue(2);
        assertThat(store.job(id).args()).isEqualTo("[2]");
        Bookkeeping.check(store);
    }

    @Test
    void aJobThatStartsMeanwhileIsNotChanged() {
        JobId id = store.submit();

        ChangeResult result = store.ports.intake().revise(id, job -> {
            if (job.state() == JobState.READY) {
                store.claim();
            }
            return priority(1);
        });

        assertThat(result).isEqualTo(new ChangeResult.Refused(JobState.RUNNING));
        assertThat(store.job(id).priority()).isEqualTo(5);
    }

    @Test
    void aRefusalOfTheCallerChangesNothing() {
        JobId id = store.submit();
        byte[] before = store.record(id);

        assertThatThrownBy(() -> store.ports.intake().revise(id, job -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(store.record(id)).isEqualTo(before);
    }

    @Test
    void aJobRunsBeforeItsTime() {
        JobId later = store.submit(new NewJob(
                TASK,
                "{}",
                LATER,
                JobOptions.with().startBy(new Due.After(Duration.ofHours(2))).build()));

        assertThat(store.ports.intake().run(later)).isEqualTo(new ChangeResult.Changed(JobState.READY));
        Bookkeeping.check(store);
        byte[] ready = store.record(later);
        assertThat(store.ports.intake().run(later)).isEqualTo(new ChangeResult.Changed(JobState.READY));
        assertThat(store.record(later)).isEqualTo(ready);

        Claimed job = store.claim();
        assertThat(store.ports.intake().run(later)).isEqualTo(new ChangeResult.Refused(JobState.RUNNING));
        store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING));
        assertThat(store.ports.intake().run(later)).isEqualTo(new ChangeResult.Changed(JobState.READY));
        assertThat(store.job(later).charged()).as("attempts that count").isOne();
        assertThat(claimed(5)).containsExactly(later);
        Bookkeeping.check(store);
    }
}
