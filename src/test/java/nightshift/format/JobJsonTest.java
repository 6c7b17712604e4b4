package nightshift.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Outcome;
import nightshift.job.TraceParent;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class JobJsonTest {

    private static final JobId ID = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.120Z");

    private static Attempt attempt(int number, Outcome outcome, Optional<String> notes) {
        Optional<Failure> failure = outcome == Outcome.SUCCEEDED
                ? Optional.empty()
                : Optional.of(new Failure("x", "it broke\n\"\u2028\ud800", "at A"));
        return new Attempt(number, Optional.of(outcome), START, Optional.of(START.plusSeconds(1)), "w", failure, notes);
    }

    private static Job job(JobState state, int maxAttempts, String args, Optional<String> result, Attempt... attempts) {
        return job(state, maxAttempts, args, result, Optional.empty(), attempts);
    }

    private static Job job(
            JobState state,
            int maxAttempts,
            String args,
            Optional<String> result,
            Optional<TraceParent> trace,
            Attempt... attempts) {
        return new Job(
                ID,
                new TaskName("t"),
                args,
                JobOptions.with()
                        .queue(new QueueName("q"))
                        .tags(List.of("a=b"))
                        .maxAttempts(maxAttempts)
                        .build(),
                state,
                START.plusSeconds(2),
                START,
                List.of(attempts),
                attempts.length,
                attempts.length,
                false,
                result,
                trace);
    }

    private static String text(Job job) {
        return new String(JobJson.line(job), UTF_8).stripTrailing();
    }

    @Test
    void argsAndResultAreNotTouched() {
        Job job = job(
                JobState.SUCCEEDED,
                10,
                "[ 1.0,12345678901234567890 ,1e400]",
                Optional.of("\"\\u00e9\""),
                attempt(1, Outcome.SUCCEEDED, Optional.of("{\"response\":{\"status\":200}}")));

        assertThat(text(job))
                .isEqualTo(
                        "{\"id\":\"" + ID
                                + "\",\"task\":\"t\",\"queue\":\"q\",\"state\":\"SUCCEEDED\",\"priority\":5,\"args\":["
                                + " 1.0,12345678901234567890"
                                + " ,1e400],\"tags\":[\"a=b\"],\"createdAt\":\"2026-01-01T00:00:00.120Z\","
                                + "\"startedAt\":\"2026-01-01T00:00:00.120Z\",\"finishedAt\":\"2026-01-01T00:00:02.120Z\",\"maxAttempts\":10,"
                                + "\"retry\":{\"initial\":\"PT5S\",\"max\":\"PT1H\",\"factor\":3.0,\"jitter\":1.0},\"attempt\":1,\"attemptsUsed\":1,\"cancelRequested\":false,"
                                + "\"attempts\":[{\"number\":1,\"outcome\":\"SUCCEEDED\",\"startedAt\":\"2026-01-01T00:00:00.120Z\","
                                + "\"endedAt\":\"2026-01-01T00:00:01.120Z\",\"worker\":\"w\",\"response\":{\"status\":200}}],\"result\":\"\\u00e9\"}");
    }

    @Test
    void aJobInATraceTellsItsId() {
        Job traced = job(
                JobState.READY,
                10,
                "{}",
                Optional.empty(),
                TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(text(traced)).endsWith(",\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"}");
    }

    @Test
    void aJobThatWaitsSaysUntilWhen() {
        assertThat(text(job(JobState.SCHEDULED, 10, "{}", Optional.empty())))
                .contains("\"dueAt\":\"2026-01-01T00:00:02.120Z\"")
                .doesNotContain("finishedAt", "startedAt", "failure");
    }

    @Test
    void aDeadJobSaysWhy() {
        Attempt failed = attempt(1, Outcome.FAILED, Optional.of("{}"));

        assertThat(text(job(JobState.DEAD, 1, "{}", Optional.empty(), failed)))
                .contains("\"deadReason\":\"attempts-exhausted\"");
        assertThat(text(job(JobState.DEAD, 2, "{}", Optional.empty(), failed)))
                .contains("\"deadReason\":\"not-retryable\"");
        assertThat(text(job(JobState.DEAD, 1, "{}", Optional.empty(), attempt(1, Outcome.LOST, Optional.empty()))))
                .contains("\"deadReason\":\"worker-lost\"");
        assertThat(text(job(JobState.RETRYING, 2, "{}", Optional.empty(), failed)))
                .doesNotContain("deadReason");
    }

    @Test
    void halfASurrogatePairInAMessageDoesNotSpoilTheAnswer() {
        Job job = job(JobState.DEAD, 1, "{}", Optional.empty(), attempt(1, Outcome.FAILED, Optional.empty()));

        assertThat(text(job)).contains("it broke\\n\\\"").contains("?");
    }

    @Test
    void aLineHasNoLineBreakButItsOwn() {
        Job job = job(
                JobState.SUCCEEDED,
                1,
                "{\n  \"a\": \"x\\ny\"\r\n}",
                Optional.of("[\n1]"),
                attempt(1, Outcome.SUCCEEDED, Optional.of("{\"note\":\n1}")));

        String line = new String(JobJson.line(job), UTF_8);

        assertThat(line).endsWith("}\n").contains("{   \"a\": \"x\\ny\"  }", "[ 1]", "\"note\": 1");
        assertThat(line.stripTrailing()).doesNotContain("\n", "\r");
    }

    @Test
    void inAListAJobHasNeitherArgsNorStackTraces() {
        JobSummary job = new JobSummary(
                ID,
                new TaskName("t"),
                JobOptions.with().queue(new QueueName("q")).build(),
                JobState.RETRYING,
                START,
                START,
                3,
                1,
                false,
                Optional.of(new Fingerprint("0123456789abcdef")),
                Optional.of(attempt(3, Outcome.FAILED, Optional.empty())));
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            JobJson.write(out, job);
        }

        assertThat(text.toString())
                .contains("\"failure\":{\"type\":\"x\"", "\"dueAt\"", "\"attempt\":3,\"attemptsUsed\":1")
                .doesNotContain("args", "\"attempts\"", "stackTrace");
    }

    @Test
    void aListSaysWhyAJobIsDead() {
        JobSummary job = new JobSummary(
                ID,
                new TaskName("t"),
                JobOptions.with().queue(new QueueName("q")).build(),
                JobState.DEAD,
                START,
                START,
                2,
                1,
                false,
                Optional.empty(),
                Optional.of(attempt(2, Outcome.FAILED, Optional.empty())));
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            JobJson.write(out, job);
        }

        assertThat(text.toString()).contains("\"deadReason\":\"not-retryable\"");
    }
}
