package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.RetryPolicy;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.job.TraceParent;
import nightshift.job.UniqueKey;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes into a record comes out of it. */
class JobRecordTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private static final TraceParent TRACE = TraceParent.parse(
                    "00-f0f7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .orElseThrow();

    static List<String> args() {
        return List.of(
                "{\"n\":12345678901234567,\"f\":1.0e400}",
                "[]",
                "{}",
                "null",
                "\"\"",
                " { \"a\" : [ ] }\n",
                "\"😀 größe \\u0000 \n|\u001f\"",
                "\"" + "é".repeat(128 * 1024 - 1) + "\"",
                "[" + "1,".repeat(131_070) + "12]");
    }

    @ParameterizedTest
    @MethodSource("args")
    void argsComeBackByteForByte(String args) {
        JobId id = store.submit(NewJob.of(TASK, args));

        Claimed claimed = store.claim();
        store.settle(TestStore.settlement(claimed, Outcome.FAILED, JobState.READY));

        assertThat(claimed.args()).isEqualTo(args);
        assertThat(store.claim().args()).isEqualTo(args);
        assertThat(store.job(id).args()).isEqualTo(args);
    }

    @Test
    void argsAboveTheLimitAreNoJob() {
        NewJob.of(TASK, "é".repeat(128 * 1024));
        assertThatThrownBy(() -> NewJob.of(TASK, "é".repeat(128 * 1024) + "x")).hasMessageStartingWith("args ");
        assertThatThrownBy(() -> NewJob.of(TASK, "x".repeat(256 * 1024 + 1))).hasMessageStartingWith("args ");
    }

    @Test
    void everythingThatCanBeAskedForIsKept() {
        List<String> tags = List.of("a|b", "||", "größe 😀", "x".repeat(100), " ", "1,2");
        NewJob asked = new NewJob(
                new TaskName("T" + "t".repeat(99)),
                "[]",
                JobOptions.with()
                        .queue(new QueueName("Q" + "q".repeat(99)))
                        .priority(9)
                        .maxAttempts(100)
                        .timeout(Duration.ofHours(24))
                        .retry(new RetryPolicy(Duration.ofMillis(1), Duration.ofDays(30), 1.7, 0.25))
                        .tags(tags)
                        .key(new JobKey("é".repeat(JobKey.BYTES_MOST / 2)))
                        .uniqueKey(new UniqueKey("é".repeat(UniqueKey.BYTES_MOST / 2)))
                        .startBy(new Due.At(Instant.parse("2199-12-31T23:59:58Z")))
                        .deadline(new Due.At(Instant.parse("2199-12-31T23:59:59Z")))
                        .build());

        Job job = store.job(store.submit(asked));

        assertThat(job.task()).isEqualTo(asked.task());
        assertThat(job.options()).isEqualTo(asked.options());
        Claimed claimed = store.exchange(1, asked.task()).claimed().get(0);
        assertThat(claimed.task()).isEqualTo(asked.task());
        assertThat(claimed.options()).isEqualTo(asked.options());
        store.settle(TestStore.settlement(claimed, Outcome.FAILED, JobState.DEAD));
        assertThat(store.job(job.id()).options()).isEqualTo(asked.options());
        assertThat(store.ports
                        .catalog()
                        .page(JobFilter.ALL, 1, Optional.empty())
                        .jobs())
                .extracting(JobSummary::options)
                .containsExactly(asked.options());
        Bookkeeping.check(store);
    }

    @Test
    void theLargestTagsFit() {
        List<String> tags = Collections.nCopies(Limits.TAGS_MOST, "😀".repeat(Limits.TAG_LENGTH));
        NewJob asked = new NewJob(
                TASK,
                "{\"a\":1}",
                JobOptions.with()
                        .maxAttempts(100)
                        .timeout(Duration.ofHours(24))
                        .retry(new RetryPolicy(
                                Duration.ofDays(29).plusMillis(1),
                                Duration.ofDays(30),
                                1.1234567890123,
                                0.1234567890123))
                        .tags(tags)
                        .key(new JobKey("é".repeat(JobKey.BYTES_MOST / 2)))
                        .uniqueKey(new UniqueKey("é".repeat(UniqueKey.BYTES_MOST / 2)))
                        .startBy(new Due.At(Instant.parse("2199-12-31T23:59:58Z")))
                        .deadline(new Due.At(Instant.parse("2199-12-31T23:59:59Z")))
                        .build());

        Job job = store.job(store.submit(Submission.of(asked).in(TRACE)));

        assertThat(job.tags()).isEqualTo(tags);
        assertThat(job.args()).isEqualTo("{\"a\":1}");
        assertThat(job.trace()).contains(TRACE);
    }

    @Test
    void aTraceIsKeptThroughAllAttempts() {
        NewJob plain = NewJob.of(TASK, "[]");
        NewJob rich = new NewJob(
                TASK,
                "[]",
                JobOptions.with()
                        .maxAttempts(7)
                        .timeout(Duration.ofHours(24))
                        .retry(new RetryPolicy(Duration.ofMillis(1), Duration.ofDays(30), 1.7, 0.25))
                        .tags(List.of("a|b"))
                        .build());
        for (NewJob asked : List.of(plain, rich)) {
            JobId id = store.submit(Submission.of(asked).in(TRACE));
            Claimed first = store.claim();
            store.settle(TestStore.settlement(first, Outcome.FAILED, JobState.READY));
            Claimed second = store.claim();
            store.settle(TestStore.settlement(second, Outcome.SUCCEEDED, JobState.SUCCEEDED));

            assertThat(List.of(first, second)).allSatisfy(claimed -> {
                assertThat(claimed.trace()).contains(TRACE);
                assertThat(List.of(
                                claimed.args(),
                                claimed.maxAttempts(),
                                claimed.timeout(),
                                claimed.retry(),
                                claimed.tags()))
                        .isEqualTo(List.of(
                                "[]",
                                asked.options().maxAttempts(),
                                asked.options().timeout(),
                                asked.options().retry(),
                                asked.options().tags()));
            });
            assertThat(store.job(id).trace()).contains(TRACE);
            assertThat(store.job(id).attempts()).hasSize(2);
        }
    }

    @Test
    void aTraceTakes26BytesWhereThereIsOneAndNoneElsewhere() {
        int without = store.record(store.submit(NewJob.of(TASK, "[]"))).length;
        int with =
                store.record(store.submit(Submission.of(NewJob.of(TASK, "[]")).in(TRACE))).length;

        assertThat(without).isEqualTo(70 + "default\ndemo.noop\n[]".length());
        assertThat(with).isEqualTo(without + 26);
        assertThat(store.claim().trace()).isEmpty();
    }

    @Test
    void jobsInAListMayHaveATrace() {
        store.submit(Submission.of(NewJob.of(TASK, "[]")).in(TRACE));

        assertThat(store.ports
                        .catalog()
                        .page(JobFilter.ALL, 10, Optional.empty())
                        .jobs())
                .singleElement()
                .satisfies(job ->
                        assertThat(List.of(job.maxAttempts(), job.tags())).isEqualTo(List.of(10, List.of())));
    }

    @Test
    void anAttemptIsKeptWithItsFailureAndNotes() {
        JobId id = store.submit();
        Claimed claimed = store.claim();
        Failure failure = new Failure("a|b.C", "größe\n| 😀\nsecond|line", "at x\n\tat y|z");
        Attempt attempt = new Attempt(
                1,
                Optional.of(Outcome.TIMED_OUT),
                claimed.startedAt(),
                Optional.of(claimed.startedAt().plusMillis(1234)),
                TestStore.WORKER,
                Optional.of(failure),
                Optional.of("{\"response\":{\"status\":500,\"body\":\"größe|\"}}"));

        store.settle(new Settlement(claimed.lease(), attempt, JobState.DEAD, Duration.ZERO, Optional.empty()));

        assertThat(store.job(id).attempts()).containsExactly(attempt);
        assertThat(store.job(id).failure()).contains(failure);
    }

    @Test
    void aFailureWithEmptyTextsOrForeignSeparatorsIsReadable() {
        JobId id = store.submit();
        List<Failure> failures = List.of(new Failure("t", "", ""), new Failure("t\u001fu", "m\u001fn", "s\u001f"));
        for (Failure failure : failures) {
            Claimed claimed = store.claim();
            store.settle(new Settlement(
                    claimed.lease(),
                    new Attempt(
                            claimed.lease().attempt(),
                            Optional.of(Outcome.FAILED),
                            claimed.startedAt(),
                            Optional.of(claimed.startedAt()),
                            TestStore.WORKER,
                            Optional.of(failure),
                            Optional.empty()),
                    JobState.READY,
                    Duration.ZERO,
                    Optional.empty()));
        }

        assertThat(store.job(id).attempts())
                .extracting(attempt -> attempt.failure().orElseThrow())
                .containsExactly(failures.get(0), new Failure("t u", "m n", "s "));
    }

    @Test
    void theLargestResultComesBackByteForByte() {
        String result = "\"" + "x".repeat(Limits.PAYLOAD_BYTES - 2) + "\"";
        JobId id = store.submit();
        store.settle(TestStore.settlement(store.claim(), Outcome.FAILED, JobState.READY));
        Settlement end = TestStore.settlement(store.claim(), Outcome.SUCCEEDED, JobState.SUCCEEDED);

        store.settle(
                new Settlement(end.lease(), end.attempt(), JobState.SUCCEEDED, Duration.ZERO, Optional.of(result)));

        assertThat(store.job(id).result()).contains(result);
        assertThat(store.job(id).attempts()).last().isEqualTo(end.attempt());
    }

    @Test
    void aHundredAndFiftyAttemptsAreKeptInOrder() {
        JobId id = store.submit();

        for (int i = 0; i < 150; i++) {
            store.settle(TestStore.settlement(store.claim(), Outcome.FAILED, JobState.READY));
        }

        Job job = store.job(id);
        assertThat(job.attempt()).isEqualTo(150);
        assertThat(job.attempts())
                .hasSize(150)
                .last()
                .extracting(Attempt::number)
                .isEqualTo(150);
        assertThat(job.attempts()).extracting(Attempt::number).isSorted().doesNotHaveDuplicates();
        assertThat(store.claim().charged()).isEqualTo(150);
    }

    @Test
    void aLongHistoryLosesItsOldestAttemptsAndStaysBounded() {
        JobId id = store.submit(NewJob.of(TASK, "[1]"));
        Failure failure = new Failure("type", "m".repeat(4096), "s".repeat(4096));

        for (int i = 0; i < 60; i++) {
            Claimed claimed = store.claim();
            Attempt attempt = new Attempt(
                    claimed.lease().attempt(),
                    Optional.of(Outcome.FAILED),
                    claimed.startedAt(),
                    Optional.of(claimed.startedAt()),
                    TestStore.WORKER,
                    Optional.of(failure),
                    Optional.of("{\"n\":1}"));
            store.settle(new Settlement(claimed.lease(), attempt, JobState.READY, Duration.ZERO, Optional.empty()));
        }

        Job job = store.job(id);
        assertThat(store.record(id)).hasSizeBetween(Limits.HISTORY_BYTES - 10_000, Limits.HISTORY_BYTES + 200);
        assertThat(job.args()).isEqualTo("[1]");
        assertThat(job.attempts())
                .hasSizeBetween(25, 35)
                .last()
                .extracting(Attempt::number)
                .isEqualTo(60);
        assertThat(job.attempts().get(5).failure()).contains(failure);
        assertThat(store.claim().args()).isEqualTo("[1]");
    }
}
