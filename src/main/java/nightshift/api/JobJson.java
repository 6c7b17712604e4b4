package nightshift.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobId;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Outcome;
import nightshift.job.QueueName;
import nightshift.job.RetryPolicy;
import nightshift.job.TaskName;
import tools.jackson.core.JsonGenerator;

/** Writes jobs. */
final class JobJson {

    private JobJson() {
    }

    /** The whole job. Args and result are passed on as they are: reading them would change numbers. */
    static void write(JsonGenerator out, Job job) {
        out.writeStartObject();
        head(out, job.id(), job.task(), job.queue(), job.state());
        out.writeNumberProperty("priority", job.priority());
        out.writeName("args");
        out.writeRawValue(job.args());
        tags(out, job.tags());
        times(out, job.state(), job.stateAt(), job.createdAt(), last(job.attempts()));
        out.writeNumberProperty("maxAttempts", job.maxAttempts());
        job.timeout().ifPresent(timeout -> duration(out, "timeout", timeout));
        retry(out, job.retry());
        out.writeNumberProperty("attempt", job.attempt());
        out.writeBooleanProperty("cancelRequested", job.cancelRequested());
        out.writeArrayPropertyStart("attempts");
        job.attempts().forEach(attempt -> attempt(out, attempt));
        out.writeEndArray();
        job.failure().ifPresent(failure -> failure(out, failure, false));
        deadReason(job).ifPresent(reason -> out.writeStringProperty("deadReason", reason));
        job.result().ifPresent(result -> {
            out.writeName("result");
            out.writeRawValue(result);
        });
        job.trace().ifPresent(trace -> out.writeStringProperty("traceId", trace.traceId()));
        out.writeEndObject();
    }

    /** The job in a list. */
    static void write(JsonGenerator out, JobSummary job) {
        out.writeStartObject();
        head(out, job.id(), job.task(), job.queue(), job.state());
        out.writeNumberProperty("priority", job.priority());
        tags(out, job.tags());
        times(out, job.state(), job.stateAt(), job.createdAt(), job.lastAttempt());
        out.writeNumberProperty("maxAttempts", job.maxAttempts());
        out.writeNumberProperty("attempt", job.attempt());
        if (job.state() != JobState.SUCCEEDED) {
            job.lastAttempt().flatMap(Attempt::failure).ifPresent(failure -> failure(out, failure, false));
        }
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

    private static void times(JsonGenerator out, JobState state, Instant stateAt, Instant createdAt, Optional<Attempt> last) {
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
        attempt.notes().map(JobJson::members).filter(members -> !members.isEmpty()).ifPresent(members -> {
            out.writeRaw(',');
            out.writeRaw(members);
        });
        out.writeEndObject();
    }

    /** What stands between the braces of an object. */
    private static String members(String object) {
        return object.substring(object.indexOf('{') + 1, object.lastIndexOf('}')).strip();
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

    private static Optional<String> deadReason(Job job) {
        if (job.state() != JobState.DEAD) {
            return Optional.empty();
        }
        if (last(job.attempts()).flatMap(Attempt::outcome).filter(Outcome.LOST::equals).isPresent()) {
            return Optional.of("worker-lost");
        }
        return Optional.of(job.charged() >= job.maxAttempts() ? "attempts-exhausted" : "not-retryable");
    }

    private static Optional<Attempt> last(List<Attempt> attempts) {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    private static void time(JsonGenerator out, String name, Instant time) {
        out.writeStringProperty(name, Json.time(time));
    }

    private static void duration(JsonGenerator out, String name, Duration duration) {
        out.writeStringProperty(name, duration.toString());
    }
}
