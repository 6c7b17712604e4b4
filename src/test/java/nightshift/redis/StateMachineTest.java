package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.job.Transitions;
import nightshift.job.Transitions.Change;
import nightshift.job.UniqueKey;
import nightshift.redis.record.ShortId;
import nightshift.store.ChangeResult;
import nightshift.store.ExtendResult;
import nightshift.store.SettleResult;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Drives every script against a job in every state, and compares with {@link Transitions}. */
class StateMachineTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private Lease lease;
    private Claimed claimed;

    static Stream<Arguments> everyScriptInEveryState() {
        return Arrays.stream(Change.values())
                .filter(change -> change != Change.SETTLE)
                .flatMap(change -> Arrays.stream(JobState.values()).map(state -> Arguments.of(change, state)));
    }

    static Stream<Arguments> everyOutcomeAndTargetInEveryState() {
        return Arrays.stream(JobState.values())
                .flatMap(state -> Arrays.stream(Outcome.values())
                        .filter(outcome -> state == JobState.RUNNING || outcome == Outcome.SUCCEEDED)
                        .flatMap(outcome -> Transitions.targets(Change.SETTLE, JobState.RUNNING).stream()
                                .map(target -> Arguments.of(state, outcome, target))));
    }

    @ParameterizedTest
    @MethodSource("everyScriptInEveryState")
    void scriptsAllowWhatTheTableAllows(Change change, JobState from) {
        JobId id = switch (change) {
            case EXPIRE -> aJobThatExpires(from);
            case REPLACE, RELEASE -> bring(keyed(OnConflict.REPLACE), from);
            default -> aJobIn(from);
        };
        if (change == Change.EXPIRE) {
            letExpire(id);
        }
        byte[] before = store.record(id);

        boolean allowed = drive(change, id, from);

        assertThat(allowed).isEqualTo(Transitions.allows(change, from));
        if (!allowed) {
            assertThat(store.record(id)).isEqualTo(before);
        } else if (change == Change.PURGE) {
            assertThat(store.record(id)).isNull();
        } else {
            assertThat(Transitions.targets(change, from)).contains(store.state(id));
        }
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @MethodSource("everyOutcomeAndTargetInEveryState")
    void settlementsLeadWhereTheWorkerSays(JobState from, Outcome outcome, JobState target) {
        JobId id = aJobIn(from);
        byte[] before = store.record(id);

        SettleResult result = store.settle(settlement(claimed, lease, outcome, target));

        if (Transitions.targets(Change.SETTLE, from).contains(target)) {
            assertThat(result).isEqualTo(new SettleResult.Settled(target));
            assertThat(store.state(id)).isEqualTo(target);
        } else {
            assertThat(result).isNotInstanceOf(SettleResult.Settled.class);
            assertThat(store.record(id)).isEqualTo(before);
        }
        Bookkeeping.check(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "RETRYING", "READY", "DEAD", "CANCELLED"})
    void aJobAskedToStopDoesNotRunAgain(JobState target) {
        JobId id = aJobIn(JobState.RUNNING);
        store.ports.intake().cancel(id);

        store.settle(settlement(claimed, Outcome.FAILED, target));

        assertThat(store.state(id))
                .isEqualTo(target == JobState.RETRYING || target == JobState.READY ? JobState.CANCELLED : target);
        Bookkeeping.check(store);
    }

    @Test
    void nothingHappensToAJobThatDoesNotExist() {
        JobId id = aJobIn(JobState.RUNNING);
        store.client.del(store.key(id));
        store.client.del(store.keys.counts());
        Set<String> before = store.allKeys();

        assertThat(store.ports.intake().cancel(id)).isInstanceOf(ChangeResult.NotFound.class);
        assertThat(store.ports.intake().retry(id)).isInstanceOf(ChangeResult.NotFound.class);
        assertThat(store.ports.leases().extend(List.of(lease), LEASE)).containsExactly(ExtendResult.LEASE_LOST);
        assertThat(store.succeed(claimed)).isInstanceOf(SettleResult.LeaseLost.class);
        assertThat(store.allKeys()).isEqualTo(before);
        store.expireLeases();
        assertThat(store.ports.upkeep().rescue(WORKER, LEASE, 10, Duration.ZERO).jobs())
                .isEmpty();
        Bookkeeping.check(store);
    }

    /** Runs the script with the job in its way: where a list or set leads the script to jobs, the job is put there. */
    private boolean drive(Change change, JobId id, JobState from) {
        String shortId = ShortId.text(id);
        switch (change) {
            case CLAIM -> {
                if (from != JobState.READY) {
                    store.client.rpush(store.keys.ready("default", 5), shortId);
                    store.client.sadd(store.keys.prefix() + "active", "default");
                }
                return !store.exchange(5, TASK).claimed().isEmpty();
            }
            case EXTEND -> {
                return store.ports.leases().extend(List.of(lease), LEASE).get(0) != ExtendResult.LEASE_LOST;
            }
            case PROMOTE -> {
                store.client.zadd(store.keys.due(), 1, shortId);
                return !store.ports.upkeep().promote(10).jobs().isEmpty();
            }
            case EXPIRE -> {
                store.client.zadd(store.keys.prefix() + "expiry", 1, shortId);
                return !store.ports.upkeep().expire(10).ended().isEmpty();
            }
            case RESCUE -> {
                store.client.zadd(store.keys.leases(), 1, shortId);
                return !store.ports
                        .upkeep()
                        .rescue("rescuer1", LEASE, 10, Duration.ZERO)
                        .jobs()
                        .isEmpty();
            }
            case CANCEL -> {
                return store.ports.intake().cancel(id) instanceof ChangeResult.Changed;
            }
            case RETRY -> {
                return store.ports.intake().retry(id) instanceof ChangeResult.Changed;
            }
            case RUN -> {
                return store.ports.intake().run(id) instanceof ChangeResult.Changed;
            }
            case REVISE -> {
                return store.ports
                                .intake()
                                .revise(
                                        id,
                                        job -> new JobChange(
                                                Optional.of("[2]"),
                                                Optional.of(3),
                                                Optional.of(new Due.After(Duration.ofMinutes(1))),
                                                Optional.of(List.of("a"))))
                        instanceof ChangeResult.Changed;
            }
            case REPLACE -> {
                return store.ports
                                .intake()
                                .submit(List.of(Submission.of(keyed(OnConflict.REPLACE))))
                                .get(0)
                        instanceof SubmitResult.Replaced;
            }
            case RELEASE -> {
                String key = store.keys.prefix() + "unique:key";
                store.client.del(key);
                JobId holder = store.submit(keyed(OnConflict.REFUSE));
                store.client.set(key, ShortId.text(holder) + shortId);
                store.ports.intake().cancel(holder);
                return ShortId.text(id).equals(store.client.get(key));
            }
            case PURGE -> {
                return store.purge(0, 0, 0) > 0;
            }
            default -> throw new AssertionError(change);
        }
    }

    /** A job brought into a state by real operations, and the latest lease on it. */
    private JobId aJobIn(JobState state) {
        return bring(aJob(), state);
    }

    private static NewJob keyed(OnConflict onConflict) {
        return new NewJob(
                TASK,
                "{}",
                new Due.Now(),
                JobOptions.with().uniqueKey(new UniqueKey("key")).build(),
                onConflict);
    }

    private JobId aJobThatExpires(JobState state) {
        return bring(
                new NewJob(
                        TASK,
                        "{}",
                        JobOptions.with()
                                .deadline(new Due.After(Duration.ofHours(2)))
                                .build()),
                state);
    }

    /** The deadline of the job has passed. */
    private void letExpire(JobId id) {
        store.patch(id, 70 + "default\ndemo.noop\n\td".length(), "0".repeat(13));
    }

    private JobId bring(NewJob job, JobState state) {
        JobId id = store.submit(job);
        claimed = store.claim();
        lease = claimed.lease();
        switch (state) {
            case RUNNING -> {}
            case SUCCEEDED -> store.succeed(claimed);
            case DEAD -> store.fail(claimed);
            case CANCELLED -> store.settle(settlement(claimed, Outcome.CANCELLED, JobState.CANCELLED));
            case READY -> store.settle(settlement(claimed, Outcome.INTERRUPTED, JobState.READY));
            case RETRYING -> store.settle(settlement(claimed, Outcome.FAILED, JobState.RETRYING));
            case SCHEDULED -> {
                store.succeed(claimed);
                store.purge(0, 0, 0);
                id = store.submit(new NewJob(TASK, "{}", new Due.After(Duration.ofHours(1)), job.options()));
            }
            case EXPIRED, BLOCKED -> write(id, state);
        }
        Bookkeeping.check(store);
        return id;
    }

    /** Nothing leads to these states yet, so the job is moved there by hand. */
    private void write(JobId id, JobState state) {
        store.patch(id, 1, String.valueOf(state.code()));
        store.client.zrem(store.keys.leases(), ShortId.text(id));
        for (String queue : List.of("*", "default")) {
            store.client.hincrBy(store.keys.counts(), queue + ":X", -1);
            store.client.hincrBy(store.keys.counts(), queue + ":" + state.code(), 1);
        }
        if (state == JobState.BLOCKED) {
            store.job(id)
                    .options()
                    .deadline()
                    .ifPresent(due -> store.client.zadd(
                            store.keys.prefix() + "expiry",
                            due.from(Instant.EPOCH).toEpochMilli(),
                            ShortId.text(id)));
        }
        if (state == JobState.EXPIRED) {
            store.client.zadd(store.keys.ended('E'), store.job(id).stateAt().toEpochMilli(), ShortId.text(id));
            store.client.zadd(store.keys.state('E', "default"), 0, ShortId.text(id));
        }
    }
}
