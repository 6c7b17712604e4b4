package nightshift.engine;

import static nightshift.engine.Attempts.START;
import static nightshift.engine.Attempts.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.job.Attempt;
import nightshift.job.AttemptTracer;
import nightshift.job.JobHandler;
import nightshift.job.JobState;
import nightshift.job.Settlement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningJobTest {

    private final RunningJob job = new RunningJob(aJob(), Duration.ofMinutes(1));
    private final List<String> trace = new ArrayList<>();
    private final JobRunner runner =
            new JobRunner("worker01", new Verdict(new SplittableRandom(1)), AttemptTracer.NONE);

    /** What a handler does that works until it is stopped. */
    private static void untilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @AfterEach
    void noInterruptIsLeftOver() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aStopInterruptsTheHandler() {
        AtomicBoolean seen = new AtomicBoolean();

        Settlement settlement = runner.run(job, (args, context) -> {
                    job.stop(StopReason.CANCELLED);
                    seen.set(context.isStopping());
                    untilInterrupted();
                    return Optional.empty();
                })
                .orElseThrow();

        assertThat(seen).isTrue();
        assertThat(settlement.next()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aStopBeforeTheBeginningInterruptsTheHandlerWhenItBegins() {
        job.stop(StopReason.SERVER_STOPPING);

        Settlement settlement = runner.run(job, (args, context) -> {
                    untilInterrupted();
                    return Optional.empty();
                })
                .orElseThrow();

        assertThat(settlement.next()).isEqualTo(JobState.READY);
    }

    @Test
    void aStopAfterTheEndInterruptsNobody() {
        runner.run(job, (args, context) -> Optional.empty());

        job.stop(StopReason.CANCELLED);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(job.stopReason()).isEmpty();
    }

    @Test
    void anInterruptMeantForTheAttemptDoesNotReachTheNext() {
        runner.run(job, (args, context) -> {
            job.stop(StopReason.CANCELLED);
            return Optional.empty();
        });

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void onlyTheFirstReasonCounts() {
        job.stop(StopReason.TIMED_OUT);
        job.stop(StopReason.CANCELLED);

        assertThat(job.stopReason()).contains(StopReason.TIMED_OUT);
    }

    @Test
    void aJobThatFinishedAllTheSameHasSucceeded() {
        Settlement settlement = runner.run(job, (args, context) -> {
                    job.stop(StopReason.TIMED_OUT);
                    return Optional.of("1");
                })
                .orElseThrow();

        assertThat(settlement.next()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void nothingIsWrittenForAnAttemptThatStopsBecauseItsLeaseIsLost() {
        assertThat(runner.run(job, (args, context) -> {
                    job.stop(StopReason.LEASE_LOST);
                    throw new IllegalStateException("stopped");
                }))
                .isEmpty();
    }

    @Test
    void theTracerSeesTheAttemptBeginAndHowItEnded() {
        runTraced((args, context) -> {
            trace.add("works");
            return Optional.empty();
        });
        assertThat(trace).containsExactly("begins", "works", "SUCCEEDED", "is through");
    }

    @Test
    void theTracerSeesAFailureAsItIsJudged() {
        runTraced((args, context) -> {
            job.stop(StopReason.TIMED_OUT);
            untilInterrupted();
            return Optional.empty();
        });
        assertThat(trace).containsExactly("begins", "TIMED_OUT", "is through");
    }

    @Test
    void theTracerSeesAnAttemptThatWasGivenUpAsItWasSettled() {
        runTraced((args, context) -> {
            job.stop(StopReason.TIMED_OUT);
            job.end();
            return Optional.of("\"too late\"");
        });
        assertThat(trace).containsExactly("begins", "TIMED_OUT", "is through");
    }

    @Test
    void theTracerGetsNoEndWhereTheLeaseWasLostBeforeTheAttemptWasGivenUp() {
        runTraced((args, context) -> {
            job.stop(StopReason.LEASE_LOST);
            job.end();
            return Optional.empty();
        });
        assertThat(trace).containsExactly("begins", "is through");
    }

    @Test
    void theTracerGetsNoEndWhereTheLeaseIsLost() {
        runTraced((args, context) -> {
            job.stop(StopReason.LEASE_LOST);
            throw new IllegalStateException("stopped");
        });
        assertThat(trace).containsExactly("begins", "is through");
    }

    private void runTraced(JobHandler handler) {
        AttemptTracer tracer = claimed -> {
            trace.add("begins");
            return new AttemptTracer.AttemptSpan() {
                @Override
                public void ended(Attempt attempt) {
                    trace.add(attempt.outcome().orElseThrow().name());
                }

                @Override
                public void close() {
                    trace.add("is through");
                }
            };
        };
        new JobRunner("worker01", new Verdict(new SplittableRandom(1)), tracer).run(job, handler);
    }

    @Test
    void anAttemptThatWasGivenUpDoesNotBegin() {
        job.end();
        AtomicBoolean ran = new AtomicBoolean();

        assertThat(runner.run(job, (args, context) -> {
                    ran.set(true);
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(ran).isFalse();
    }

    @Test
    void anAttemptEndsOnceHoweverManyTry() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 500; round++) {
                RunningJob contested = new RunningJob(aJob(), Duration.ofMinutes(1));
                CountDownLatch go = new CountDownLatch(1);
                List<Future<Boolean>> ends = new ArrayList<>();
                for (Callable<Boolean> end : Collections.<Callable<Boolean>>nCopies(8, () -> {
                    go.await();
                    return contested.end();
                })) {
                    ends.add(threads.submit(end));
                }
                go.countDown();
                int winners = 0;
                for (Future<Boolean> end : ends) {
                    winners += end.get() ? 1 : 0;
                }
                assertThat(winners).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void stopsAimedAtOneAttemptNeverHitTheNextOnTheSameThread() throws Exception {
        List<RunningJob> jobs = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            jobs.add(new RunningJob(aJob(), Duration.ofMinutes(1)));
        }
        Thread stopper = new Thread(() -> {
            for (int i = 0; i < jobs.size(); i += 2) {
                jobs.get(i).stop(StopReason.CANCELLED);
            }
        });
        stopper.start();
        int interrupted = 0;
        for (int i = 0; i < jobs.size(); i++) {
            boolean[] hit = new boolean[1];
            runner.run(jobs.get(i), (args, context) -> {
                hit[0] = Thread.currentThread().isInterrupted();
                return Optional.empty();
            });
            interrupted += i % 2 == 1 && hit[0] ? 1 : 0;
        }
        stopper.join();

        assertThat(interrupted).isZero();
    }

    @Test
    void timeIsCountedFromTheClaim() {
        RunningJob short_ = new RunningJob(aJob(), Duration.ZERO);

        assertThat(short_.isOverdue()).isTrue();
        assertThat(short_.timeLeft()).isEqualTo(Duration.ZERO);
        assertThat(job.isOverdue()).isFalse();
        assertThat(job.timeLeft()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(job.now()).isBetween(START, START.plusSeconds(30));
    }

    @Test
    void onlyAHandlerThatWasAskedToStopCanIgnoreIt() {
        assertThat(job.ignoresStop(Duration.ofNanos(-1))).isFalse();
        job.stop(StopReason.CANCELLED);
        assertThat(job.ignoresStop(Duration.ofMinutes(1))).isFalse();
        assertThat(job.ignoresStop(Duration.ofNanos(-1))).isTrue();
        job.end();
        assertThat(job.ignoresStop(Duration.ofNanos(-1))).isFalse();
    }

    @Test
    void notesAreBoundedAndTheSecondOfANameReplacesTheFirst() {
        job.note("a", "1");
        job.note("b", "\"" + "x".repeat(20_000) + "\"");
        job.note("a", "2");

        assertThat(job.notes()).hasValueSatisfying(notes -> assertThat(notes).startsWith("{\"a\":2,\"b\":\"x"));
        assertThatThrownBy(() -> job.note("c", "x".repeat(20_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> job.note("no\"t", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(job.notes().orElseThrow()).endsWith("\"}");
    }
}
