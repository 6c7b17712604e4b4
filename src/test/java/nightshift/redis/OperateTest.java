package nightshift.redis;

import static nightshift.job.ActionResult.CHANGED;
import static nightshift.job.ActionResult.DONE;
import static nightshift.job.ActionResult.GONE;
import static nightshift.job.ActionResult.INTERNAL;
import static nightshift.job.ActionResult.NEWER;
import static nightshift.job.ActionResult.UNCHANGED;
import static nightshift.job.ActionResult.UNIQUE_KEY_HELD;
import static nightshift.job.ActionResult.UNREADABLE;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.ActionResult;
import nightshift.job.Due;
import nightshift.job.Event;
import nightshift.job.Job;
import nightshift.job.JobAction;
import nightshift.job.JobAction.Kind;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.redis.record.ShortId;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks.Found;
import nightshift.store.OperationSteps.Note;
import nightshift.store.OperationSteps.Report;
import nightshift.store.OperationSteps.Trail;
import nightshift.store.OperationSteps.Work;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperateTest extends OperationFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final JobFilter DEFAULT = JobFilter.of(Matches.exactly(Field.QUEUE, "default"));

    OperateTest() {
        super(REDIS);
    }

    static Stream<Arguments> everyActionInEveryState() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(JobState.values()).map(state -> Arguments.of(kind, state)));
    }

    private static ActionResult expected(Kind kind, JobState state) {
        boolean runs = state == JobState.RUNNING;
        return switch (kind) {
            case RETRY ->
                runs
                        ? ActionResult.RUNNING
                        : Set.of(JobState.RETRYING, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED)
                                        .contains(state)
                                ? DONE
                                : ActionResult.STATE;
            case CANCEL -> state.isFinal() ? ActionResult.STATE : DONE;
            case DELETE, MOVE -> runs ? ActionResult.RUNNING : DONE;
            case REPRIORITIZE -> runs ? ActionResult.RUNNING : state.isFinal() ? ActionResult.STATE : DONE;
        };
    }

    @ParameterizedTest
    @MethodSource("everyActionInEveryState")
    void anActionIsDoneWhereItApplies(Kind kind, JobState state) {
        JobId id = aJobIn(state);
        byte[] before = store.record(id);
        Lease lease = begin();
        Work work = work(action(kind), JobFilter.of(Matches.exactly(Field.ID, id.toString())));

        assertThat(kind.in(state)).isEqualTo(expected(kind, state));
        assertThat(steps().preview(work)).containsExactly(expected(kind, state));
        assertThat(store.record(id)).isEqualTo(before);
        assertThat(apply(lease, work).results()).containsExactly(expected(kind, state));

        if (expected(kind, state) != DONE) {
            assertThat(store.record(id)).isEqualTo(before);
            assertThat(steps().report(lease.job()).samples()).isEqualTo(Map.of(expected(kind, state), List.of(id)));
        } else {
            checkDone(kind, state, id);
        }
        assertThat(steps().report(lease.job()).counts()).isEqualTo(Map.of(expected(kind, state), 1L));
        Bookkeeping.check(store);
    }

    private void checkDone(Kind kind, JobState state, JobId id) {
        if (kind == Kind.DELETE) {
            assertThat(store.record(id)).isNull();
            return;
        }
        Job job = store.job(id);
        switch (kind) {
            case RETRY -> assertThat(job.state()).isEqualTo(JobState.READY);
            case CANCEL ->
                assertThat(state == JobState.RUNNING ? job.cancelRequested() : job.state() == JobState.CANCELLED)
                        .isTrue();
            case REPRIORITIZE -> assertThat(job.priority()).isEqualTo(2);
            default -> {
                assertThat(job.queue()).isEqualTo(OTHER);
                assertThat(job.state()).isEqualTo(state);
                assertThat(store.client.smembers(store.keys.queues())).contains("other");
            }
        }
    }

    @Test
    void aChunkSentAgainIsNotDoneTwice() {
        JobId id = aJobIn(JobState.DEAD);
        Lease lease = begin();
        Work work = work(action(Kind.RETRY), DEFAULT);
        Note note = new Note("", "one", Trail.CANARY, true);

        assertThat(steps().apply(lease, work, note).commit()).isEqualTo(Commit.COMMITTED);
        store.fail(store.claim());
        assertThat(steps().apply(lease, work, note).commit()).isEqualTo(Commit.ALREADY);
        assertThat(steps().apply(lease, work, new Note("", "two", Trail.CANARY, true))
                        .commit())
                .isEqualTo(Commit.CONFLICT);

        assertThat(store.state(id)).isEqualTo(JobState.DEAD);
        Report report = steps().report(lease.job());
        assertThat(report.checkpoint()).isEqualTo("one");
        assertThat(report.counts()).isEqualTo(Map.of(DONE, 1L));
        assertThat(steps().trail(lease.job(), Trail.CANARY)).containsExactly(id);
    }

    @Test
    void nothingIsDoneUnderAStaleLeaseOrAfterACancel() {
        JobId id = aJobIn(JobState.DEAD);
        Lease lease = begin();
        Lease stale = new Lease(lease.job(), lease.attempt(), "worker01zzzzzzzzzzzz");
        Work work = work(action(Kind.RETRY), DEFAULT);

        assertThat(apply(stale, work).commit()).isEqualTo(Commit.LEASE_LOST);
        store.ports.intake().cancel(lease.job());
        assertThat(apply(lease, work).commit()).isEqualTo(Commit.STOP);

        assertThat(store.state(id)).isEqualTo(JobState.DEAD);
        assertThat(steps().report(lease.job()).counts()).isEmpty();
    }

    @Test
    void progressIsAnnouncedWhereItIsAsked() {
        aJobIn(JobState.READY);
        Lease lease = begin();
        Work work = work(action(Kind.REPRIORITIZE), DEFAULT);

        String before = store.lastEvent();
        steps().apply(lease, work, new Note("", "one", Trail.NONE, false));
        assertThat(operationsAnnouncedSince(before)).isEmpty();
        steps().apply(lease, work, new Note("one", "two", Trail.NONE, true));
        assertThat(operationsAnnouncedSince(before)).containsExactly(lease.job());
    }

    private List<JobId> operationsAnnouncedSince(String cursor) {
        return store.ports.events().since(cursor, 100).stream()
                .flatMap(batch -> batch.events().stream())
                .filter(Event.OperationChanged.class::isInstance)
                .map(event -> ((Event.OperationChanged) event).id())
                .toList();
    }

    @Test
    void aUniqueKeyThatAnEndedJobLeftBehindIsFree() {
        JobId ended = store.submit(keyed("key", new Due.Now(), OnConflict.REFUSE));
        store.succeed(store.claim());
        JobId dead = aDeadJobWithKey();
        store.client.set(store.keys.prefix() + "unique:key", ShortId.text(ended));
        Lease lease = begin();

        assertThat(apply(lease, action(Kind.RETRY), JobFilter.in(Set.of(JobState.DEAD))))
                .containsExactly(DONE);

        assertThat(store.state(dead)).isEqualTo(JobState.READY);
        Bookkeeping.check(store);
    }

    @Test
    void oneOfTwoJobsWithTheSameUniqueKeyIsSentAgain() {
        JobId first = aDeadJobWithKey();
        JobId second = aDeadJobWithKey();
        Lease lease = begin();

        assertThat(apply(lease, action(Kind.RETRY), DEFAULT)).containsExactly(DONE, UNIQUE_KEY_HELD);

        assertThat(store.state(first)).isEqualTo(JobState.READY);
        assertThat(store.state(second)).isEqualTo(JobState.DEAD);
        assertThat(steps().report(lease.job()).samples()).isEqualTo(Map.of(UNIQUE_KEY_HELD, List.of(second)));
        Bookkeeping.check(store);
    }

    private JobId aDeadJobWithKey() {
        JobId id = store.submit(keyed("key", new Due.Now(), OnConflict.REFUSE));
        store.fail(store.claim());
        return id;
    }

    @ParameterizedTest
    @MethodSource("endings")
    void aJobAndTheOneThatWaitsForItEndTogether(Kind kind) {
        JobId waits = aBlockedJob("key2");
        store.settle(settlement(holder(), Outcome.FAILED, JobState.RETRYING));
        Lease lease = begin();

        assertThat(apply(lease, action(kind), JobFilter.in(Set.of(JobState.BLOCKED, JobState.RETRYING))))
                .containsExactly(DONE, DONE);

        assertThat(store.client.exists(store.keys.prefix() + "unique:key2")).isFalse();
        assertThat(Optional.ofNullable(store.record(waits)).map(found -> store.state(waits)))
                .isEqualTo(kind == Kind.DELETE ? Optional.empty() : Optional.of(JobState.CANCELLED));

        Bookkeeping.check(store);
    }

    static Stream<Kind> endings() {
        return Stream.of(Kind.CANCEL, Kind.DELETE);
    }

    @Test
    void jobsThatNoLongerFitAreLeftAlone() {
        JobId gone = aJobIn(JobState.DEAD);
        JobId ranAgain = aJobIn(JobState.DEAD);
        JobId otherState = aJobIn(JobState.DEAD);
        JobId unreadable = aJobIn(JobState.DEAD);
        JobFilter dead = JobFilter.in(Set.of(JobState.DEAD));
        Lease lease = begin();
        Work work = work(action(Kind.RETRY), dead);
        store.client.setrange(store.key(unreadable), 0, "9".getBytes());
        store.ports.intake().retry(ranAgain);
        store.fail(store.claim());
        store.ports.intake().retry(otherState);
        store.client.del(store.key(gone));

        assertThat(apply(lease, work).results()).containsExactly(GONE, CHANGED, CHANGED, UNREADABLE);
        assertThat(store.state(ranAgain)).isEqualTo(JobState.DEAD);
    }

    @Test
    void jobsOfNightshiftAndNewerJobsAreLeftAlone() {
        Lease lease = begin();
        Found own = found(JobFilter.ALL).get(0);
        JobId newer = aJobIn(JobState.READY);
        Found found = found(DEFAULT).get(0);
        Work work = new Work(
                action(Kind.DELETE), Set.of(), store.job(newer).createdAt().minusMillis(1), List.of(found));

        assertThat(apply(lease, work).results()).containsExactly(NEWER);
        assertThat(apply(
                                lease,
                                new Work(
                                        action(Kind.DELETE),
                                        Set.of(),
                                        Instant.now().plusSeconds(60),
                                        List.of(own)))
                        .results())
                .containsExactly(INTERNAL);
        assertThat(store.state(newer)).isEqualTo(JobState.READY);
    }

    @Test
    void whatIsAsItWouldBecomeIsUnchanged() {
        JobId running = aJobIn(JobState.RUNNING);
        aJobIn(JobState.READY);
        Lease lease = begin();
        store.ports.intake().cancel(running);

        assertThat(apply(lease, new JobAction(Kind.REPRIORITIZE, Optional.of(5), Optional.empty()), DEFAULT))
                .contains(UNCHANGED);
        assertThat(apply(lease, action(Kind.CANCEL), JobFilter.in(Set.of(JobState.RUNNING))))
                .contains(UNCHANGED);
    }
}
