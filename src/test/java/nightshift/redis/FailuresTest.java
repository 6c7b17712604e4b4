package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
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
import java.util.stream.IntStream;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups.Asked;
import nightshift.store.FailureGroups.Counts;
import nightshift.store.FailureGroups.Muted;
import nightshift.store.FailureGroups.Order;
import nightshift.store.FailureGroups.Page;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailuresTest {

    private static final Asked ALL = new Asked(Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aGroupCountsItsJobsByStateAndQueue() {
        fail("one", "a", JobState.DEAD);
        fail("one", "a", JobState.RETRYING);
        JobId newest = fail("one", "b", JobState.DEAD);
        fail("two", "a", JobState.RETRYING);

        FailureGroup group = group("one");

        assertThat(group.dead()).isEqualTo(2);
        assertThat(group.retrying()).isEqualTo(1);
        assertThat(group.failures()).isEqualTo(3);
        assertThat(group.queues()).isEqualTo(Map.of(new QueueName("a"), 2L, new QueueName("b"), 1L));
        assertThat(group.sample()).contains(newest);
        assertThat(group.perHour()).hasSize(24);
        assertThat(group.perHour().stream().mapToLong(n -> n).sum()).isEqualTo(3);
        assertThat(group.cause().task()).contains(TASK);
        assertThat(group.cause().type()).isEqualTo("test");
        assertThat(group.cause().message()).isEqualTo("one");
        assertThat(group.mute()).isEmpty();
        assertThat(group.firstSeen()).isBeforeOrEqualTo(group.lastSeen());
        assertThat(store.job(newest).failureGroup()).contains(fingerprint("one"));
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobIsInTheGroupOfItsLatestFailureUntilItSucceeds() {
        JobId id = fail("one", "a", JobState.RETRYING);
        assertThat(group("one").retrying()).isEqualTo(1);

        settle(runAgain(), "two", JobState.RETRYING);
        assertThat(group("one").jobs()).isZero();
        assertThat(group("two").retrying()).isEqualTo(1);

        Claimed again = runAgain();
        assertThat(group("two").retrying()).isEqualTo(1);
        store.succeed(again);
        assertThat(group("two").jobs()).isZero();
        assertThat(group("two").queues()).isEmpty();
        assertThat(store.job(id).failureGroup()).isEmpty();
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobLeavesItsGroupWhenItIsCanceledSentAgainOrRemoved() {
        JobId canceled = fail("one", "a", JobState.RETRYING);
        JobId retried = fail("one", "a", JobState.DEAD);
        fail("one", "a", JobState.DEAD);
        fail("one", "b", JobState.RETRYING);

        store.ports.intake().cancel(canceled);
        assertThat(group("one").retrying()).isEqualTo(1);
        assertThat(store.job(canceled).failureGroup()).isEmpty();
        store.ports.intake().retry(retried);
        assertThat(group("one").dead()).isEqualTo(1);
        assertThat(store.job(retried).failureGroup()).isEmpty();
        store.ports.queues().empty(new QueueName("b"));
        assertThat(group("one").retrying()).isZero();
        store.purge(0, 0, 0);
        assertThat(group("one").jobs()).isZero();
        assertThat(group("one").sample()).isEmpty();
        new FailureBookkeeping(store).check();
    }

    @Test
    void aJobWhoseDeadlinePassesStaysInItsGroupOrComesIntoOneOfItsOwn() {
        store.submit(withDeadline());
        settle(store.claim(), "one", JobState.RETRYING);
        JobId waiting = store.submit(withDeadline());
        for (String id : store.client.zrange(store.keys.prefix() + "expiry", 0, -1)) {
            JobId job = ShortId.read(id.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0);
            store.patch(job, 70 + "default\ndemo.noop\n\td".length(), "0".repeat(13));
            store.client.zadd(store.keys.prefix() + "expiry", 1, id);
        }

        var expiry = store.ports.upkeep().expire(10);

        assertThat(group("one").dead()).isEqualTo(1);
        assertThat(group("one").retrying()).isZero();
        Fingerprint own = store.job(waiting).failureGroup().orElseThrow();
        FailureGroup group = store.ports.failures().find(own).orElseThrow();
        assertThat(expiry.newFailures()).containsExactly(own);
        assertThat(expiry.ended()).hasSize(2);
        assertThat(group.cause().type()).isEqualTo("deadline");
        assertThat(group.dead()).isEqualTo(1);
        new FailureBookkeeping(store).check();
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

    /** An earlier version stored the parts of such a cause in the wrong fields. */
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
    void aGroupIsReportedAsNewOnce() {
        store.submit(2, aJob());
        List<Claimed> jobs = store.claim(2);

        assertThat(exchange(settlement(jobs.get(0), "one", JobState.DEAD)).newFailures())
                .containsExactly(fingerprint("one"));
        assertThat(exchange(settlement(jobs.get(1), "one", JobState.DEAD)).newFailures())
                .isEmpty();
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
    void aGroupOfJobsThatDiedLongAgoIsNotReportedAsNew() {
        JobId dead = fail("one", "a", JobState.DEAD);
        forgetGroups(dead);
        long hours = store.job(dead).stateAt().minus(Duration.ofHours(2)).toEpochMilli();
        store.patch(dead, 10, Long.toString(hours));

        assertThat(store.ports.upkeep().tidyFailures()).isEmpty();

        assertThat(group("one").dead()).isEqualTo(1);
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
                            .collect(java.util.stream.Collectors.toMap(i -> String.format("%016x", i + 1), i -> 1e15)));
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
    }

    private void forgetGroups(JobId id) {
        String record = new String(store.record(id), java.nio.charset.StandardCharsets.ISO_8859_1);
        String before = record.replaceFirst("\tf[0-9a-f]{16}\n", "");
        store.client.set(
                store.key(id), ("1" + before.substring(1)).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        store.allKeys().stream()
                .filter(key -> key.startsWith("fail"))
                .forEach(key -> store.client.del(store.keys.prefix() + key));
    }

    private Muted mute(String cause, Instant until) {
        return store.ports.failures().mute(fingerprint(cause), until, "ana", "known, ticket 7");
    }

    private static NewJob withDeadline() {
        return new NewJob(
                TASK,
                "{}",
                JobOptions.with().deadline(new Due.After(Duration.ofHours(2))).build());
    }

    private JobFilter of(String cause) {
        return JobFilter.of(Matches.exactly(Field.FAILURE, fingerprint(cause).hex()));
    }

    private List<JobId> jobs(JobFilter filter, int size) {
        List<JobId> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            JobCatalog.Page page = store.ports.catalog().page(filter, size, token);
            page.jobs().forEach(job -> ids.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return ids;
    }

    private List<FailureGroup> walk(Asked asked, Order order) {
        List<FailureGroup> groups = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.failures().page(asked, order, 2, token);
            groups.addAll(page.groups());
            token = page.nextToken();
        } while (token.isPresent());
        return groups;
    }

    private static String word(int i) {
        return "cause " + (char) ('a' + i);
    }

    private FailureGroup group(String cause) {
        return store.ports.failures().find(fingerprint(cause)).orElseThrow();
    }

    private static Fingerprint fingerprint(String cause) {
        return Causes.of(TASK, new Failure("test", cause), Optional.empty()).fingerprint();
    }

    private JobId fail(String cause, String queue, JobState next) {
        JobId id = store.submit(aJob(queue, 5, new Due.Now()));
        Claimed job = store.claim();
        assertThat(job.lease().job()).isEqualTo(id);
        settle(job, cause, next);
        return id;
    }

    private Claimed runAgain() {
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        return store.claim();
    }

    private void settle(Claimed job, String cause, JobState next) {
        store.settle(settlement(job, cause, next));
    }

    private nightshift.store.JobLeases.Exchange exchange(Settlement settlement) {
        return store.ports
                .leases()
                .exchange(List.of(settlement), new ClaimRequest(WORKER, 0, Set.of(), TestStore.LEASE));
    }

    private static Settlement settlement(Claimed job, String cause, JobState next) {
        Failure failure = new Failure("test", cause);
        Attempt attempt = new Attempt(
                job.lease().attempt(),
                Optional.of(Outcome.FAILED),
                job.startedAt(),
                Optional.of(job.startedAt().plusMillis(20)),
                WORKER,
                Optional.of(failure),
                Optional.empty());
        return new Settlement(job.lease(), attempt, next, Duration.ofHours(1), Optional.empty())
                .because(Causes.of(job.task(), failure, Optional.empty()));
    }
}
