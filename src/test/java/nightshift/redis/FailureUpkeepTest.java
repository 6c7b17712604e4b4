package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;
import nightshift.store.FailureGroups.Order;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repaired of failure groups, and which are forgotten. */
class FailureUpkeepTest extends FailureFixture {

    private static final String OF_ALL_TASKS = "0".repeat(16);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    FailureUpkeepTest() {
        super(REDIS);
    }

    @Test
    void jobsThatDiedBeforeThereWereGroupsAreGrouped() {
        JobId dead = fail("one", "a", JobState.DEAD);
        JobId retrying = fail("two", "a", JobState.RETRYING);
        forgetGroups(dead);
        forgetGroups(retrying);
        assertThat(store.ports.failures().find(fingerprint("one"))).isEmpty();

        assertThat(store.ports.upkeep().tidyFailures()).containsExactly(fingerprint("one"));

        assertThat(store.job(dead).failureGroup()).contains(fingerprint("one"));
        assertThat(group("one").dead()).isEqualTo(1);
        assertThat(group("one").queues()).containsEntry(new QueueName("a"), 1L);
        assertThat(group("one").lastSeen()).isEqualTo(store.job(dead).stateAt());
        new FailureBookkeeping(store).check();
    }

    @Test
    void aWrongTotalOfDeadJobsIsSetRight() {
        fail("one", "a", JobState.DEAD);
        store.client.hset(store.keys.failureTotals(), "F", "3");

        store.ports.upkeep().tidyFailures();

        new FailureBookkeeping(store).check();
    }

    @Test
    void onlyDeadJobsAreGrouped() {
        JobId alive = store.submit();
        store.client.zadd(store.keys.ended('F'), 1, "0".repeat(22));
        store.client.zadd(store.keys.ended('F'), 2, ShortId.text(alive));

        List<?> answer = (List<?>) store.redis.run(LuaScript.UNGROUPED, TestStore.args(0, 10, 1_000));

        assertThat(answer).as("looked at two, found none").isEqualTo(List.of(2L));
    }

    @Test
    void aGroupOfJobsThatDiedLongAgoIsNotReportedAsNew() {
        JobId dead = fail("one", "a", JobState.DEAD);
        forgetGroups(dead);
        long hours = store.job(dead).stateAt().minus(Duration.ofHours(2)).toEpochMilli();
        store.patch(dead, 10, Long.toString(hours));

        assertThat(store.ports.upkeep().tidyFailures()).isEmpty();

        assertThat(group("one").dead()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aGroupThatIsFoundAgainHasTheTimesOfItsJobs(int older) {
        List<JobId> dead = List.of(fail("one", "a", JobState.DEAD), fail("one", "a", JobState.DEAD));
        dead.forEach(this::forgetGroups);
        Instant before = store.job(dead.get(older)).stateAt().minus(Duration.ofMinutes(30));
        store.patch(dead.get(older), 10, Long.toString(before.toEpochMilli()));

        store.ports.upkeep().tidyFailures();

        assertThat(group("one").failures()).isEqualTo(2);
        assertThat(group("one").firstSeen()).isEqualTo(before);
        assertThat(group("one").lastSeen())
                .isEqualTo(store.job(dead.get(1 - older)).stateAt());
    }

    @Test
    void aJobThatIsNotAsItWasReadIsNotGrouped() {
        JobId dead = fail("one", "a", JobState.DEAD);
        forgetGroups(dead);
        String fence = new String(store.record(dead), ISO_8859_1).substring(10, 47);

        assertThat(grouped("0".repeat(22), fence)).as("gone").isZero();
        assertThat(grouped(ShortId.text(dead), "0" + fence.substring(1)))
                .as("of another time")
                .isZero();
        store.patch(dead, 1, "E");
        assertThat(grouped(ShortId.text(dead), fence)).as("in another state").isZero();
        store.patch(dead, 0, "3F");
        assertThat(grouped(ShortId.text(dead), fence)).as("of a later version").isZero();
        store.patch(dead, 0, "1");
        assertThat(grouped(ShortId.text(dead), fence)).isEqualTo(1);
        assertThat(grouped(ShortId.text(dead), fence)).as("in a group").isZero();
    }

    private long grouped(String id, String fence) {
        List<?> answer = (List<?>) store.redis.run(LuaScript.REGROUP, TestStore.args("add", id, fence, ""));
        return (Long) answer.get(1);
    }

    @Test
    void membersThatAnEarlierVersionHasLeftBehindAreDropped() {
        JobId dead = fail("one", "a", JobState.DEAD);
        JobId retrying = fail("one", "a", JobState.RETRYING);
        String retryingId = ShortId.text(retrying);
        store.client.del(store.key(dead));
        store.client.zrem(store.keys.ended('F'), ShortId.text(dead));
        store.client.hdel(store.keys.counts(), "*:F", "a:F");
        store.patch(retrying, 1, "D");
        store.client.zrem(store.keys.due(), retryingId);

        store.ports.upkeep().tidyFailures();

        assertThat(group("one").jobs()).isZero();
        assertThat(group("one").queues()).isEmpty();
    }

    @Test
    void idleGroupsAreForgottenAfterAWeekUnlessMuted() {
        for (String cause : List.of("one", "two", "three")) {
            JobId id = fail(cause, "a", JobState.DEAD);
            if (!cause.equals("two")) {
                store.ports.intake().retry(id);
                store.succeed(store.claim());
            }
        }
        mute("three", Instant.ofEpochMilli(store.redis.now()).plusSeconds(60));
        store.ports.upkeep().tidyFailures();
        assertThat(walk(ALL, Order.COUNT)).hasSize(3);

        for (String cause : List.of("one", "two", "three")) {
            store.client.zadd(store.keys.failures(), 1, fingerprint(cause).hex());
        }
        store.ports.upkeep().tidyFailures();

        assertThat(walk(ALL, Order.COUNT))
                .extracting(each -> each.cause().message())
                .containsExactlyInAnyOrder("two", "three");
    }

    @Test
    void withTooManyGroupsAnIdleOneGoesElseTheFailureJoinsTheOthersOfItsTask() {
        JobId idle = fail("idle", "a", JobState.DEAD);
        store.ports.intake().retry(idle);
        store.succeed(store.claim());
        for (int from = 0; from < 10_000 - 1; from += 1_000) {
            store.client.zadd(
                    store.keys.failures(),
                    IntStream.range(from, Math.min(9_999, from + 1_000))
                            .boxed()
                            .collect(Collectors.toMap(i -> String.format("%016x", i + 1), i -> 1e15)));
        }
        for (int i = 0; i < 9_999; i++) {
            store.client.zadd(store.keys.failed('F', String.format("%016x", i + 1)), 0, "x".repeat(22));
        }

        fail("one", "a", JobState.DEAD);
        assertThat(store.ports.failures().find(fingerprint("idle"))).isEmpty();
        assertThat(group("one").dead()).isEqualTo(1);

        JobId beyond = fail("two", "a", JobState.DEAD);
        JobId beyondToo = fail("three", "a", JobState.DEAD);
        assertThat(store.ports.failures().find(fingerprint("two"))).isEmpty();
        Fingerprint others = store.job(beyond).failureGroup().orElseThrow();
        assertThat(store.job(beyondToo).failureGroup()).contains(others);
        assertThat(store.ports.failures().find(others))
                .hasValueSatisfying(group -> assertThat(group.cause().type()).isEqualTo("other"));
        assertThat(others.hex()).isNotEqualTo(OF_ALL_TASKS);
    }

    @Test
    void withFarTooManyGroupsTheOtherCausesOfAllTasksShareOne() {
        for (int from = 0; from < 11_000; from += 1_000) {
            store.client.zadd(
                    store.keys.failures(),
                    IntStream.range(from, from + 1_000)
                            .boxed()
                            .collect(Collectors.toMap(i -> String.format("%016x", i + 1), i -> 1e15)));
        }
        for (int i = 0; i < 100; i++) { // more are not looked at
            store.client.zadd(store.keys.failed('F', String.format("%016x", i + 1)), 0, "x".repeat(22));
        }

        JobId beyond = fail("one", "a", JobState.DEAD);

        assertThat(store.job(beyond).failureGroup().orElseThrow().hex()).isEqualTo(OF_ALL_TASKS);
    }

    private void forgetGroups(JobId id) {
        String record = new String(store.record(id), ISO_8859_1);
        String before = record.replaceFirst("\tf[0-9a-f]{16}\n", "");
        store.client.set(store.key(id), ("1" + before.substring(1)).getBytes(ISO_8859_1));
        store.allKeys().stream()
                .filter(key -> key.startsWith("fail"))
                .forEach(key -> store.client.del(store.keys.prefix() + key));
    }
}
