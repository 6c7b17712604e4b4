package nightshift.engine;

import static nightshift.engine.TestEngines.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Attempt;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.store.ChangeResult;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    @Test
    void aJobSucceedsWithItsResultAndNotes() {
        engines.task("t", (args, context) -> {
                    context.note("seen", args);
                    return Optional.of("[" + context.attempt() + "]");
                })
                .start(4);

        Job job = engines.await(engines.submit("t"), JobState.SUCCEEDED);

        assertThat(job.result()).contains("[1]");
        Attempt attempt = job.attempts().get(0);
        assertThat(attempt.outcome()).contains(Outcome.SUCCEEDED);
        assertThat(attempt.notes()).contains("{\"seen\":{}}");
        assertThat(attempt.worker()).isEqualTo("worker01");
    }

    @Test
    void aFailedJobIsTriedAgainUntilItSucceeds() {
        engines.task("t", (args, context) -> {
                    if (context.attempt() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    return Optional.empty();
                })
                .start(4);

        Job job = engines.await(engines.submit("t"), JobState.SUCCEEDED);

        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(job.attempts().get(0).failure()).map(Failure::message).contains("not yet");
    }

    @Test
    void aJobIsDeadAfterItsAttempts() {
        engines.task("t", (args, context) -> {
                    throw new StackOverflowError();
                })
                .start(4);

        Job job = engines.await(engines.submit(aJob("t", 3)), JobState.DEAD);

        assertThat(job.attempts()).hasSize(3);
        assertThat(job.failure().map(Failure::type)).contains("java.lang.StackOverflowError");
    }

    @Test
    void anExceptionThatCannotBeDescribedIsAFailureToo() {
        engines.task("t", (args, context) -> {
                    throw new IllegalStateException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new UnsupportedOperationException("broken on purpose");
                        }
                    };
                })
                .start(4);

        assertThat(engines.await(engines.submit(aJob("t", 1)), JobState.DEAD).failure())
                .isPresent();
    }

    @Test
    void anAbsurdWaitDoesNotStopTheWorker() {
        engines.task("t", (args, context) -> {
                    throw AttemptFailed.retryAfter(Duration.ofSeconds(Long.MAX_VALUE), "busy", "come back later");
                })
                .task("u", (args, context) -> Optional.empty())
                .start(4);

        Job job = engines.await(engines.submit("t"), JobState.RETRYING);

        assertThat(job.stateAt())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
        engines.await(engines.submit("u"), JobState.SUCCEEDED);
    }

    @Test
    void anAttemptThatRunsTooLongIsStopped() {
        engines.task("t", Duration.ofMillis(100), (args, context) -> {
                    new CountDownLatch(1).await();
                    return Optional.empty();
                })
                .start(4);

        Job job = engines.await(engines.submit(aJob("t", 2)), JobState.DEAD);

        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.TIMED_OUT, Outcome.TIMED_OUT);
    }

    @Test
    void anAttemptIsStoppedAtTheDeadlineOfItsJob() {
        engines.task("t", (args, context) -> {
                    new CountDownLatch(1).await();
                    return Optional.empty();
                })
                .start(4);
        NewJob job = new NewJob(
                new TaskName("t"),
                "{}",
                JobOptions.with()
                        .deadline(new Due.After(Duration.ofMillis(400)))
                        .build());

        Job dead = engines.await(engines.submit(job), JobState.DEAD);

        assertThat(dead.deadReason()).contains("deadline");
        assertThat(dead.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.TIMED_OUT);
    }

    @Test
    void aHandlerThatIgnoresInterruptsIsGivenUpAndItsSlotIsFree() {
        CountDownLatch release = new CountDownLatch(1);
        Engine engine = engines.task("deaf", Duration.ofMillis(50), (args, context) -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                        Thread.interrupted();
                    }
                    return Optional.of("1");
                })
                .task("t", (args, context) -> Optional.empty())
                .start(1);

        JobId deaf = engines.submit(aJob("deaf", 1));
        engines.await(deaf, JobState.RUNNING);
        JobId next = engines.submit("t");
        Job givenUp = engines.await(deaf, JobState.DEAD);

        assertThat(givenUp.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.TIMED_OUT);
        engines.await(next, JobState.SUCCEEDED);
        assertThat(engine.status().stuck()).isEqualTo(1);
        await().until(() -> engine.status().busy() == 0);

        release.countDown();

        await().until(() -> engine.status().stuck() == 0);
        assertThat(engine.status().busy()).isZero();
        assertThat(engines.job(deaf)).isEqualTo(givenUp);
        assertThat(engines.attempted).as("attempts reported").hasValue(2);
        assertThat(engines.fenced).hasValue(0);
    }

    @Test
    void aRunningJobIsCancelledLongBeforeTheNextHeartbeat() {
        engines.lease = Duration.ofMinutes(2);
        engines.task("t", (args, context) -> {
                    new CountDownLatch(1).await();
                    return Optional.empty();
                })
                .start(4);
        JobId id = engines.submit("t");
        engines.await(id, JobState.RUNNING);

        assertThat(engines.store.intake().cancel(id)).isEqualTo(new ChangeResult.Changed(JobState.RUNNING));

        Job job = engines.await(id, JobState.CANCELLED);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.CANCELLED);
    }

    @Test
    void aJobOfAWorkerThatIsNotHeardOfRunsElsewhere() {
        engines.task("t", (args, context) -> Optional.empty());
        JobId id = engines.submit("t");
        engines.claimAndDie("dead0001", "t");

        engines.start(4);

        Job job = engines.await(id, JobState.SUCCEEDED);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.LOST, Outcome.SUCCEEDED);
        assertThat(job.attempts().get(0).worker()).isEqualTo("dead0001");
    }

    @Test
    void aJobThatComesBackToItsWorkerStopsTheOldAttempt() {
        CountDownLatch stopped = new CountDownLatch(1);
        engines.lease = Duration.ofMinutes(2);
        engines.task("t", (args, context) -> {
                    if (context.attempt() > 1) {
                        return Optional.empty();
                    }
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return Optional.empty();
                })
                .start(4);
        JobId id = engines.submit("t");
        engines.await(id, JobState.RUNNING);

        engines.expireLeases();

        Job job = engines.await(id, JobState.SUCCEEDED);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.LOST, Outcome.SUCCEEDED);
        await().until(() -> stopped.getCount() == 0);
        assertThat(engines.job(id)).isEqualTo(job);
    }

    @Test
    void aJobThatLosesThreeWorkersIsDead() {
        JobId id = engines.submit("t");
        engines.start(engines.store, engines.store.leases(), 1, false, true);

        for (int i = 1; i <= 3; i++) {
            engines.claimAndDie("dead000" + i, "t");
        }

        Job job = engines.await(id, JobState.DEAD);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.LOST, Outcome.LOST, Outcome.LOST);
        assertThat(job.failure().map(Failure::type)).contains("worker-lost");
    }

    @Test
    void aJobWhoseClaimNeverReachedItsWorkerRunsAgainAndNothingCounts() {
        JobId id = engines.submit("t");
        engines.claimAndDie("worker01", "t");
        engines.task("t", (args, context) -> Optional.empty()).start(1);

        Job job = engines.await(id, JobState.SUCCEEDED);

        assertThat(job.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCEEDED);
        assertThat(job.attempts().get(0).failure().map(Failure::type)).contains("claim-lost");
    }

    @Test
    void twoEnginesRunEveryJobOnce() {
        Map<JobId, AtomicInteger> effects = new ConcurrentHashMap<>();
        engines.task("t", (args, context) -> {
            effects.computeIfAbsent(context.jobId(), id -> new AtomicInteger()).incrementAndGet();
            return Optional.empty();
        });
        engines.start(32);
        engines.start(32);

        List<JobId> ids = new ArrayList<>(engines.submit(5_000, aJob("t", 1)));

        await().atMost(Duration.ofSeconds(30)).until(() -> engines.count(JobState.SUCCEEDED) == 5_000);
        assertThat(effects)
                .containsOnlyKeys(ids)
                .allSatisfy((id, times) -> assertThat(times).hasValue(1));
        await().untilAsserted(() -> assertThat(engines.attempted).hasValue(5_000));
        assertThat(engines.fenced).hasValue(0);
    }

    @Test
    void bulkWorkLeavesHalfOfTheSlotsToOtherJobs() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        engines.bulkTask("bulk", (args, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    release.await();
                    running.decrementAndGet();
                    return Optional.empty();
                })
                .task("t", (args, context) -> Optional.empty());
        List<JobId> bulk = engines.submit(10, aJob("bulk", 1));
        engines.start(4);
        await().until(() -> running.get() == 2);

        for (JobId id : engines.submit(20, aJob("t", 1))) {
            engines.await(id, JobState.SUCCEEDED);
        }

        assertThat(running).hasValue(2);
        assertThat(engines.count(JobState.READY)).isEqualTo(8);
        release.countDown();
        bulk.forEach(id -> engines.await(id, JobState.SUCCEEDED));
        assertThat(most).hasValue(2);
        assertThat(bulk).allSatisfy(id -> assertThat(engines.job(id).attempts()).hasSize(1));
    }

    @Test
    void bulkWorkThatOneWorkerHasNoRoomForIsDoneByAnotherSoon() {
        CountDownLatch release = new CountDownLatch(1);
        engines.lease = Duration.ofMinutes(2);
        engines.bulkTask("bulk", (args, context) -> {
                    release.await();
                    return Optional.empty();
                })
                .task("t", (args, context) -> Optional.empty());
        List<JobId> bulk = engines.submit(3, aJob("bulk", 1));
        engines.start(2);
        engines.await(engines.submit("t"), JobState.SUCCEEDED);
        engines.start(2);

        await("sooner than any lease ends").until(() -> engines.count(JobState.RUNNING) == 2);
        release.countDown();

        bulk.forEach(id -> engines.await(id, JobState.SUCCEEDED));
    }

    @Test
    void aSingleSlotIsForBulkWorkToo() {
        engines.bulkTask("bulk", (args, context) -> Optional.empty()).start(1);

        engines.submit(3, aJob("bulk", 1)).forEach(id -> engines.await(id, JobState.SUCCEEDED));
    }

    @Test
    void noThreadOutlivesTheEngine() {
        engines.task("t", (args, context) -> Optional.empty());
        Engine engine = engines.start(4);
        engines.await(engines.submit("t"), JobState.SUCCEEDED);
        List<Thread> loops = engines.threads.stream()
                .filter(thread -> thread.getName().startsWith("nightshift-"))
                .toList();
        assertThat(loops).hasSize(7);
        assertThat(engine.status().started()).isTrue();

        engine.drain(Duration.ofSeconds(1));
        engine.close();

        assertThat(loops).noneMatch(Thread::isAlive);
        engines.store.close();
        List<Thread> ofStore = engines.threads.stream()
                .filter(thread -> !thread.getName().startsWith("pool-"))
                .toList();
        await().until(() -> ofStore.stream().noneMatch(thread -> thread.isAlive() && !isIdleWorker(thread)));
        assertThat(engine.status().started()).isFalse();
    }

    private static boolean isIdleWorker(Thread thread) {
        return List.of(thread.getStackTrace()).toString().contains("ThreadPoolExecutor");
    }
}
