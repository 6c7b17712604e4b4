package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Claimed;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups.Asked;
import nightshift.store.FailureGroups.Counts;
import nightshift.store.FailureGroups.Muted;
import nightshift.store.FailureGroups.Order;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read of failure groups and of their jobs. */
class FailureListsTest extends FailureFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    FailureListsTest() {
        super(REDIS);
    }

    @Test
    void groupsAreListedPageByPageInEitherOrder() {
        for (int i = 0; i < 5; i++) {
            for (int n = 0; n <= i % 3; n++) {
                fail(word(i), "a", JobState.DEAD);
            }
        }
        fail("other queue", "b", JobState.RETRYING);

        List<FailureGroup> latest = walk(ALL, Order.LAST_SEEN);
        assertThat(latest).hasSize(6).isSortedAccordingTo((x, y) -> y.lastSeen().compareTo(x.lastSeen()));
        List<FailureGroup> most = walk(ALL, Order.COUNT);
        assertThat(most).hasSize(6).isSortedAccordingTo((x, y) -> Long.compare(y.jobs(), x.jobs()));
        assertThat(walk(
                        new Asked(Optional.empty(), Optional.of(new QueueName("b")), Set.of(), Optional.empty()),
                        Order.COUNT))
                .hasSize(1);
        assertThat(walk(
                        new Asked(Optional.empty(), Optional.empty(), Set.of(JobState.RETRYING), Optional.empty()),
                        Order.COUNT))
                .hasSize(1);
        assertThat(walk(
                        new Asked(Optional.of(new TaskName("other")), Optional.empty(), Set.of(), Optional.empty()),
                        Order.COUNT))
                .isEmpty();
        assertThatThrownBy(() -> store.ports.failures().page(ALL, Order.COUNT, 2, Optional.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMutedGroupIsMutedUntilItsEnd() {
        fail("one", "a", JobState.DEAD);
        fail("two", "a", JobState.DEAD);
        Instant now = Instant.ofEpochMilli(store.redis.now());

        assertThat(mute("one", now.plusSeconds(60))).isEqualTo(Muted.DONE);
        assertThat(mute("one", now)).isEqualTo(Muted.PAST);
        assertThat(mute("one", now.plus(Duration.ofDays(366)))).isEqualTo(Muted.TOO_LATE);
        assertThat(mute("unknown", now.plusSeconds(60))).isEqualTo(Muted.NOT_FOUND);
        assertThat(group("one").mute()).hasValueSatisfying(mute -> {
            assertThat(mute.by()).isEqualTo("ana");
            assertThat(mute.reason()).isEqualTo("known, ticket 7");
            assertThat(mute.until()).isEqualTo(now.plusSeconds(60));
        });
        Asked muted = new Asked(Optional.empty(), Optional.empty(), Set.of(), Optional.of(true));
        assertThat(walk(muted, Order.COUNT)).hasSize(1);
        store.ports.upkeep().tidyFailures();
        assertThat(store.ports.failures().counts()).isEqualTo(new Counts(1, 1, 0));

        assertThat(store.ports.failures().unmute(fingerprint("one"))).isTrue();
        assertThat(group("one").mute()).isEmpty();
        assertThat(store.ports.failures().unmute(fingerprint("unknown"))).isFalse();
    }

    @Test
    void aPageOfTheLatestGroupsReadsFewOthers() {
        for (int i = 0; i < 20; i++) {
            fail(word(i), "a", JobState.DEAD);
        }
        long before = calls("zcard");

        assertThat(store.ports
                        .failures()
                        .page(ALL, Order.LAST_SEEN, 2, Optional.empty())
                        .groups())
                .hasSize(2);

        assertThat(calls("zcard") - before).isLessThan(20);
    }

    @Test
    void theNumbersOfGroupsAreReadWithOneCommand() {
        fail("one", "a", JobState.RETRYING);
        fail("two", "a", JobState.RETRYING);
        store.succeed(runAgain());
        store.ports.upkeep().tidyFailures();
        long before = calls("zcard");

        assertThat(store.ports.failures().counts()).isEqualTo(new Counts(1, 0, 1));

        assertThat(calls("zcard")).isEqualTo(before);
    }

    private long calls(String command) {
        return store.client
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+).*", "$1")))
                .sum();
    }

    @Test
    void aGroupWhoseStatusIsNoNumberIsShownWithoutOne() {
        fail("one", "a", JobState.DEAD);
        String group = store.keys.failure(fingerprint("one").hex());
        store.client.hset(group, Map.of("status", "b.c", "host", "no host"));

        FailureGroup shown = group("one");

        assertThat(shown.cause().httpStatus()).isEmpty();
        assertThat(shown.cause().host()).isEmpty();
    }

    @Test
    void aListLeavesOutAJobThatALaterVersionHasWritten() {
        JobId later = fail("one", "a", JobState.DEAD);
        JobId readable = fail("one", "a", JobState.DEAD);
        store.patch(later, 0, "9");

        assertThat(jobs(of("one"), 10)).containsExactly(readable);
        assertThat(store.ports.failures().members(fingerprint("one"), 10))
                .extracting(Job::id)
                .containsExactly(readable);
    }

    @Test
    void aListOfTheJobsOfAGroupReadsNoOthers() {
        List<JobId> ofGroup = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ofGroup.add(0, fail("one", "a", i % 2 == 0 ? JobState.DEAD : JobState.RETRYING));
            fail("two", "a", JobState.DEAD);
        }

        assertThat(jobs(of("one"), 3)).isEqualTo(ofGroup);
        assertThat(jobs(of("one").and(JobFilter.in(Set.of(JobState.DEAD))), 3)).hasSize(4);
        assertThat(jobs(of("one").and(JobFilter.in(Set.of(JobState.SUCCEEDED))), 3))
                .isEmpty();
        assertThat(jobs(of("one").and(JobFilter.of(Matches.exactly(Field.QUEUE, "b"))), 3))
                .isEmpty();
        assertThat(jobs(of("unknown"), 3)).isEmpty();
    }

    @Test
    void whatIsReadOfAGroupAndOfJobsThatSucceededIsTheirs() {
        for (int i = 0; i < 30; i++) {
            fail("one", "a", i % 2 == 0 ? JobState.DEAD : JobState.RETRYING);
        }
        store.submit(40, aJob());
        for (List<Claimed> jobs = store.claim(40); !jobs.isEmpty(); jobs = store.claim(40)) {
            jobs.forEach(store::succeed);
        }
        Instant now = Instant.ofEpochMilli(store.redis.now());

        assertThat(store.ports.failures().members(fingerprint("one"), 100)).hasSize(30);
        assertThat(store.ports.failures().members(fingerprint("one"), 10)).hasSize(10);
        List<Job> succeeded = store.ports.failures().succeeded(TASK, now.minusSeconds(60), now.plusSeconds(60), 100);
        assertThat(succeeded).hasSize(40).allMatch(job -> job.state() == JobState.SUCCEEDED);
        assertThat(store.ports.failures().succeeded(new TaskName("other"), now.minusSeconds(60), now, 100))
                .isEmpty();
    }

    private static String word(int i) {
        return "cause " + (char) ('a' + i);
    }
}
