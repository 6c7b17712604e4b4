package nightshift.engine;

import static nightshift.engine.Attempts.START;
import static nightshift.engine.Attempts.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import nightshift.job.Claimed;
import nightshift.job.Failure;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.job.Outcome;
import nightshift.job.RetryPolicy;
import nightshift.job.Settlement;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Instant END = START.plusSeconds(3);

    private final Verdict verdict = new Verdict(new SplittableRandom(1));

    @Test
    void successKeepsResultAndNotes() {
        Settlement settlement = verdict.succeeded(aJob(), END, "worker01", Optional.of("{\"a\":1}"), Optional.of("[]"));

        assertThat(settlement.next()).isEqualTo(JobState.SUCCEEDED);
        assertThat(settlement.result()).contains("[]");
        assertThat(settlement.attempt().outcome()).contains(Outcome.SUCCEEDED);
        assertThat(settlement.attempt().notes()).contains("{\"a\":1}");
        assertThat(settlement.attempt().startedAt()).isEqualTo(START);
        assertThat(settlement.attempt().endedAt()).contains(END);
        assertThat(settlement.lease()).isEqualTo(aJob().lease());
    }

    @Test
    void aResultAboveTheLimitInBytesIsDead() {
        String fits = "é".repeat(Limits.PAYLOAD_BYTES / 2);

        assertThat(succeeded(fits).next()).isEqualTo(JobState.SUCCEEDED);
        Settlement tooLarge = succeeded(fits + "x");
        assertThat(tooLarge.next()).isEqualTo(JobState.DEAD);
        assertThat(tooLarge.result()).isEmpty();
        assertThat(failure(tooLarge).type()).isEqualTo("result-too-large");
    }

    @ParameterizedTest(name = "{0} failures so far, {1} allowed: {2} after {3} s")
    @CsvSource({
        "0, 1, DEAD, 0",
        "0, 2, RETRYING, 10",
        "1, 3, RETRYING, 20",
        "2, 4, RETRYING, 40",
        "3, 10, RETRYING, 60",
        "8, 10, RETRYING, 60",
        "9, 10, DEAD, 0",
        "12, 10, DEAD, 0"
    })
    void failuresAreTriedAgainWhileAttemptsAreLeft(int charged, int maxAttempts, JobState next, int seconds) {
        Claimed job = aJob(maxAttempts, charged, 0);

        Settlement failed = verdict.failed(job, END, "worker01", Optional.empty(), new IllegalStateException("no"));
        Settlement timedOut = verdict.stopped(job, END, "worker01", Optional.empty(), StopReason.TIMED_OUT);

        assertThat(failed.next()).isEqualTo(next);
        assertThat(failed.delay()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(failed.attempt().outcome()).contains(Outcome.FAILED);
        assertThat(timedOut.next()).isEqualTo(next);
        assertThat(timedOut.attempt().outcome()).contains(Outcome.TIMED_OUT);
    }

    @Test
    void aPermanentFailureIsDeadAtOnce() {
        Settlement settlement = failed(AttemptFailed.permanent("bad-args", "no such user", null));

        assertThat(settlement.next()).isEqualTo(JobState.DEAD);
        assertThat(failure(settlement)).isEqualTo(new Failure("bad-args", "no such user"));
    }

    @Test
    void aFailureThatAsksForAWaitGetsAtLeastThat() {
        assertThat(failed(AttemptFailed.retryAfter(Duration.ofSeconds(120), "busy", ""))
                        .delay())
                .isEqualTo(Duration.ofSeconds(120));
        assertThat(failed(AttemptFailed.retryAfter(Duration.ofSeconds(1), "busy", ""))
                        .delay())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(failed(AttemptFailed.retryAfter(Duration.ofSeconds(-1), "busy", ""))
                        .delay())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(failed(AttemptFailed.retryAfter(Duration.ofDays(36_500), "busy", ""))
                        .delay())
                .isEqualTo(RetryPolicy.LONGEST);
    }

    @Test
    void aFailureSaysWhatWasThrownAndWhere() {
        Failure failure = failure(failed(new IllegalStateException("no")));
        assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.message()).isEqualTo("no");
        assertThat(failure.stackTrace()).contains("VerdictTest.aFailureSaysWhatWasThrownAndWhere");

        assertThat(failure(failed(new IllegalStateException())).message()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure(failed(AttemptFailed.retryable("io", "broken", new java.io.IOException("reset"))))
                        .stackTrace())
                .startsWith("java.io.IOException: reset");
        assertThat(failure(failed(new IllegalStateException("x".repeat(10_000))))
                        .message())
                .hasSize(Limits.FAILURE_TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, CANCELLED, CANCELLED",
        "SERVER_STOPPING, READY, INTERRUPTED",
        "HANDED_OVER, READY, INTERRUPTED",
        "LEASE_LOST, READY, LOST"
    })
    void whatIsStoppedGoesWhereItsReasonSays(StopReason reason, JobState next, Outcome outcome) {
        Settlement settlement = verdict.stopped(aJob(1, 0, 0), END, "worker01", Optional.empty(), reason);

        assertThat(settlement.next()).isEqualTo(next);
        assertThat(settlement.attempt().outcome()).contains(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, READY", "1, READY", "2, DEAD", "7, DEAD"})
    void aJobThatLosesItsWorkerThreeTimesIsDead(int lost, JobState next) {
        Settlement settlement = verdict.lost(aJob(1, 0, lost), END, "worker02", Duration.ZERO);

        assertThat(settlement.next()).isEqualTo(next);
        assertThat(settlement.attempt().outcome()).contains(Outcome.LOST);
        assertThat(failure(settlement).type()).isEqualTo("worker-lost");
        assertThat(settlement.attempt().worker()).isEqualTo("worker02");
    }

    @ParameterizedTest
    @CsvSource({"1, RETRYING, PT3S", "2, DEAD, PT0S"})
    void aJobThatHasLostItsWorkerCanWait(int lost, JobState next, Duration delay) {
        Settlement settlement = verdict.lost(aJob(1, 0, lost), END, "worker02", Duration.ofSeconds(3));

        assertThat(settlement.next()).isEqualTo(next);
        assertThat(settlement.delay()).isEqualTo(delay);
    }

    private Settlement succeeded(String result) {
        return verdict.succeeded(aJob(), END, "worker01", Optional.empty(), Optional.of(result));
    }

    private Settlement failed(Throwable thrown) {
        return verdict.failed(aJob(), END, "worker01", Optional.empty(), thrown);
    }

    private static Failure failure(Settlement settlement) {
        return settlement.attempt().failure().orElseThrow();
    }
}
