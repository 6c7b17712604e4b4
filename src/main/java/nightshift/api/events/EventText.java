package nightshift.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.OperationEventAnswer;
import nightshift.api.answer.QueueEventAnswer;
import nightshift.api.answer.ScheduleEventAnswer;
import nightshift.api.answer.SkippedEventAnswer;
import nightshift.api.answer.StoreAnswer;
import nightshift.api.answer.WorkerEventAnswer;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.store.StoreHealth;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.Json;

/** Writes events as the lines of {@code text/event-stream}. */
final class EventText {

    static final byte[] PING = ": ping\n\n".getBytes(UTF_8);
    static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(UTF_8);

    private EventText() {}

    /** @param cursor where a client that got this event continues */
    static byte[] of(Event event, Optional<String> cursor) {
        if (event instanceof Event.JobChanged changed) {
            return job(changed.id(), changed.state(), changed.queue(), changed.task(), cursor);
        }
        if (event instanceof Event.CancelRequested requested) {
            return job(requested.id(), JobState.RUNNING, requested.queue(), requested.task(), cursor);
        }
        if (event instanceof Event.QueueChanged changed) {
            return text("queue", cursor, AnswerJson.of(new QueueEventAnswer(changed.queue(), changed.paused())));
        }
        if (event instanceof Event.ScheduleChanged changed) {
            return text("schedule", cursor, AnswerJson.of(new ScheduleEventAnswer(changed.name(), changed.change())));
        }
        if (event instanceof Event.OperationChanged changed) {
            return text("operation", cursor, AnswerJson.of(new OperationEventAnswer(changed.id())));
        }
        Event.WorkerChanged worker = (Event.WorkerChanged) event;
        return text("worker", cursor, AnswerJson.of(new WorkerEventAnswer(worker.worker(), worker.state())));
    }

    private static byte[] job(JobId id, JobState state, QueueName queue, TaskName task, Optional<String> cursor) {
        return text("job", cursor, out -> {
            out.writeStartObject();
            out.writeStringProperty("id", id.toString());
            out.writeStringProperty("state", state.name());
            out.writeStringProperty("queue", queue.value());
            out.writeStringProperty("task", task.value());
            out.writeEndObject();
        });
    }

    /** The state of the store, as {@code GET /status} shows it. */
    static byte[] of(StoreHealth.Status status) {
        return text("status", Optional.empty(), AnswerJson.of(StoreAnswer.of(status)));
    }

    static byte[] skipped(int jobs, int schedules, Optional<String> cursor) {
        return text("skipped", cursor, AnswerJson.of(new SkippedEventAnswer(jobs, schedules)));
    }

    private static byte[] text(String type, Optional<String> cursor, Json data) {
        return (cursor.map(c -> "id: " + c + "\n").orElse("") + "event: " + type + "\ndata: " + data.text() + "\n\n")
                .getBytes(UTF_8);
    }
}
