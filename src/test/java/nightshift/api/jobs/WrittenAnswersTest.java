package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import nightshift.format.JobJson;
import nightshift.job.Attempt;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobKey;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Spread;
import nightshift.job.TraceParent;
import nightshift.job.UniqueKey;
import nightshift.support.ApiDocument;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.FieldReader;
import nightshift.web.Json;
import nightshift.web.Problem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are written field by field, for speed, have the shape of their record, and every field of it. */
class WrittenAnswersTest {

    private static final JobId ID = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.120Z");
    private static final QueueName QUEUE = new QueueName("mail");
    private static final TaskName TASK = new TaskName("mail.send");

    private final ApiDocument document = new ApiDocument();

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    /** Each fits the schema, and together they have all of its fields. */
    private void assertShape(String schema, List<String> written) {
        Set<String> fields = new TreeSet<>();
        for (String json : written) {
            assertThat(document.violations(document.schema(schema), json))
                    .as(json)
                    .isEmpty();
            fields.addAll(json(json).propertyNames());
        }
        assertThat(fields).containsAll(document.schema(schema).get("properties").propertyNames());
    }

    private static Attempt attempt(int number, Optional<Outcome> outcome, Optional<String> notes) {
        Optional<Failure> failure =
                outcome.filter(ended -> ended != Outcome.SUCCEEDED).map(ended -> new Failure("x", "broke", "at A"));
        return new Attempt(
                number, outcome, START, outcome.map(ended -> START.plusSeconds(1)), "k3v9x2ab", failure, notes);
    }

    private static Job job(JobState state, Optional<String> result, Attempt... attempts) {
        JobOptions.Builder options = JobOptions.with()
                .queue(QUEUE)
                .tags(List.of("a=b"))
                .maxAttempts(3)
                .key(new JobKey("acme"))
                .uniqueKey(new UniqueKey("order-42"))
                .startBy(new Due.At(START.plusSeconds(60)))
                .deadline(new Due.At(START.plusSeconds(90)))
                .schedule("nightly");
        if (state == JobState.READY) {
            options.timeout(Duration.ofMinutes(1));
        }
        return new Job(
                ID,
                TASK,
                "{\"n\":1e400}",
                options.build(),
                state,
                START.plusSeconds(2),
                START,
                List.of(attempts),
                attempts.length,
                attempts.length,
                state == JobState.RUNNING,
                false,
                Optional.of(new Fingerprint("0123456789abcdef")).filter(group -> state == JobState.DEAD),
                result,
                TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private static List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (JobState state : JobState.values()) {
            jobs.add(job(state, Optional.empty()));
            jobs.add(job(
                    state,
                    Optional.empty(),
                    attempt(1, Optional.of(Outcome.LOST), Optional.empty()),
                    attempt(2, Optional.of(Outcome.FAILED), Optional.of("{\"response\":{\"status\":500}}"))));
        }
        jobs.add(job(JobState.RUNNING, Optional.empty(), attempt(1, Optional.empty(), Optional.empty())));
        jobs.add(job(
                JobState.SUCCEEDED,
                Optional.of("[1.0]"),
                attempt(1, Optional.of(Outcome.SUCCEEDED), Optional.empty())));
        return jobs;
    }

    @Test
    void wholeJobs() {
        List<String> written =
                jobs().stream().map(job -> new String(JobJson.line(job), UTF_8)).toList();

        assertShape("Job", written);
        assertShape(
                "Attempt",
                written.stream()
                        .flatMap(job -> json(job).get("attempts").valueStream())
                        .map(Object::toString)
                        .toList());
        assertShape(
                "Failure",
                written.stream()
                        .flatMap(job -> json(job).get("attempts").valueStream())
                        .filter(attempt -> attempt.has("failure"))
                        .map(attempt -> attempt.get("failure").toString())
                        .toList());
    }

    @Test
    void jobsInALine() {
        assertShape(
                "JobSummary",
                jobs().stream()
                        .map(job -> ((Json) out -> JobJson.write(out, job.summary())).text())
                        .toList());
    }

    @Test
    void problems() {
        assertShape(
                "Problem",
                List.of(
                        new Problem(404, "There is no such job.").text(),
                        Problem.badRequest("?pageSize", "must be from 1 to 1000")
                                .text(),
                        Problem.uniqueKeyHeld(ID, JobState.RUNNING.name()).text(),
                        Problem.conflict(JobState.SUCCEEDED.name(), "It is over.")
                                .text()));
    }

    @Test
    void linesOfABatch() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchCreate batch = new BatchCreate(
                new JobReader(new Tasks(), UnknownTasks.REFUSE, new JobListener() {}),
                new Jobs(),
                Spread.NONE,
                Optional.empty(),
                out);
        byte[] lines = "{\"task\":\"any\"}\n{\"task\":\"any\",\"priority\":10}\n".getBytes(UTF_8);
        batch.jobs(List.of(new FieldReader.Slice(lines, 0, 14), new FieldReader.Slice(lines, 15, lines.length - 16)));

        assertShape("BatchLine", out.toString(UTF_8).lines().toList());
    }
}
