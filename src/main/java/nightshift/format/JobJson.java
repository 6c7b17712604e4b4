package nightshift.format;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.RetryPolicy;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes jobs. */
public final class JobJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    /** Times always have three digits of milliseconds, so that they sort as text. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JobJson() {}

    /** A time as the API, exports and the archive write it. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * The whole job on a line of its own, in UTF-8. Line breaks in its args, result and notes, which can only stand between
     * their tokens, become blanks. Half a surrogate pair, which a task's exception may contain, becomes a question
     * mark.
     */
    public static byte[] line(Job job) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, job);
        }
        byte[] line = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length - 1; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /** The whole job. Args and result are passed on as they are: reading them would change numbers. */
    public static void write(JsonGenerator out, Job job) {
        out.writeStartObject();
        head(out, job.id(), job.task(), job.queue(), job.state());
        out.writeNumberProperty("priority", job.priority());
        out.writeName("args");
        out.writeRawValue(job.args());
        tags(out, job.tags());
        job.options().key().ifPresent(key -> out.writeStringProperty("key", key.value()));
        job.options().schedule().ifPresent(name -> out.writeStringProperty("schedule", name));
        job.options().uniqueKey().ifPresent(key -> out.writeStringProperty("uniqueKey", key.value()));
        job.options().startBy().ifPresent(due -> time(out, "startBy", due.from(job.createdAt())));
        job.options().deadline().ifPresent(due -> time(out, "deadline", due.from(job.createdAt())));
        times(out, job.state(), job.stateAt(), job.createdAt(), job.lastAttempt());
        out.writeNumberProperty("maxAttempts", job.maxAttempts());
        job.timeout().ifPresent(timeout -> duration(out, "timeout", timeout));
        retry(out, job.retry());
        out.writeNumberProperty("attempt", job.attempt());
        out.writeNumberProperty("attemptsUsed", job.attemptsUsed());
        out.writeBooleanProperty("cancelRequested", job.cancelRequested());
        out.writeArrayPropertyStart("attempts");
        job.attempts().forEach(attempt -> attempt(out, attempt));
        out.writeEndArray();
        job.failure().ifPresent(failure -> failure(out, failure, false));
        job.deadReason().ifPresent(reason -> out.writeStringProperty("deadReason", reason));
        job.failureGroup().ifPresent(group -> out.writeStringProperty("failureGroup", group.hex()));
        job.result().ifPresent(result -> {
            out.writeName("result");
            out.writeRawValue(result);
        });
        job.trace().ifPresent(trace -> out.writeStringProperty("traceId", trace.traceId()));
        out.writeEndObject();
    }

    /** The job in a list. */
    public static void write(JsonGenerator out, JobSummary job) {
        out.writeStartObject();
        head(out, job.id(), job.task(), job.queue(), job.state());
        out.writeNumberProperty("priority", job.priority());
        tags(out, job.tags());
        job.options().key().ifPresent(key -> out.writeStringProperty("key", key.value()));
        job.options().schedule().ifPresent(name -> out.writeStringProperty("schedule", name));
        job.options().uniqueKey().ifPresent(key -> out.writeStringProperty("uniqueKey", key.value()));
        job.options().startBy().ifPresent(due -> time(out, "startBy", due.from(job.createdAt())));
        job.options().deadline().ifPresent(due -> time(out, "deadline", due.from(job.createdAt())));
        times(out, job.state(), job.stateAt(), job.createdAt(), job.lastAttempt());
        out.writeNumberProperty("maxAttempts", job.maxAttempts());
        out.writeNumberProperty("attempt", job.attempt());
        out.writeNumberProperty("attemptsUsed", job.attemptsUsed());
        if (job.state() != JobState.SUCCEEDED) {
            job.lastAttempt().flatMap(Attempt::failure).ifPresent(failure -> failure(out, failure, false));
        }
        job.deadReason().ifPresent(reason -> out.writeStringProperty("deadReason", reason));
        job.failureGroup().ifPresent(group -> out.writeStringProperty("failureGroup", group.hex()));
        out.writeEndObject();
    }

    private static void head(JsonGenerator out, JobId id, TaskName task, QueueName queue, JobState state) {
        out.writeStringProperty("id", id.toString());
        out.writeStringProperty("task", task.value());
        out.writeStringProperty("queue", queue.value());
        out.writeStringProperty("state", state.name());
    }

    private static void tags(JsonGenerator out, List<String> tags) {
        out.writeArrayPropertyStart("tags");
        tags.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void times(
            JsonGenerator out, JobState state, Instant stateAt, Instant createdAt, Optional<Attempt> last) {
        time(out, "createdAt", createdAt);
        if (state == JobState.SCHEDULED || state == JobState.RETRYING) {
            time(out, "dueAt", stateAt);
        }
        last.ifPresent(attempt -> time(out, "startedAt", attempt.startedAt()));
        if (state.isFinal()) {
            time(out, "finishedAt", stateAt);
        }
    }

    private static void retry(JsonGenerator out, RetryPolicy retry) {
        out.writeObjectPropertyStart("retry");
        duration(out, "initial", retry.initial());
        duration(out, "max", retry.max());
        out.writeNumberProperty("factor", retry.factor());
        out.writeNumberProperty("jitter", retry.jitter());
        out.writeEndObject();
    }

    private static void attempt(JsonGenerator out, Attempt attempt) {
        out.writeStartObject();
        out.writeNumberProperty("number", attempt.number());
        attempt.outcome().ifPresent(outcome -> out.writeStringProperty("outcome", outcome.name()));
        time(out, "startedAt", attempt.startedAt());
        attempt.endedAt().ifPresent(end -> time(out, "endedAt", end));
        out.writeStringProperty("worker", attempt.worker());
        attempt.failure().ifPresent(failure -> failure(out, failure, true));
        attempt.notes()
                .map(JobJson::members)
                .filter(members -> !members.isEmpty())
                .ifPresent(members -> {
                    out.writeRaw(',');
                    out.writeRaw(members);
                });
        out.writeEndObject();
    }

    /** The text between the braces of an object. */
    private static String members(String object) {
        return object.substring(object.indexOf('{') + 1, object.lastIndexOf('}'))
                .strip();
    }

    private static void failure(JsonGenerator out, Failure failure, boolean full) {
        out.writeObjectPropertyStart("failure");
        out.writeStringProperty("type", failure.type());
        out.writeStringProperty("message", failure.message());
        if (full && !failure.stackTrace().isEmpty()) {
            out.writeStringProperty("stackTrace", failure.stackTrace());
        }
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, Instant time) {
        out.writeStringProperty(name, time(time));
    }

    private static void duration(JsonGenerator out, String name, Duration duration) {
        out.writeStringProperty(name, duration.toString());
    }
}
