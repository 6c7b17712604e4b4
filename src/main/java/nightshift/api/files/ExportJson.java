package nightshift.api.files;

import nightshift.exports.Exports.Export;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.web.Api;
import nightshift.web.Json;
import tools.jackson.core.JsonGenerator;

/** Writes exports. */
final class ExportJson {

    private ExportJson() {
    }

    static void write(JsonGenerator out, Export export) {
        out.writeStartObject();
        out.writeStringProperty("id", export.id().toString());
        out.writeStringProperty("state", export.state() == JobState.CANCELLED ? "STOPPED" : export.state().name());
        out.writeBooleanProperty("stopRequested", export.stopRequested());
        out.writeStringProperty("format", export.format().label());
        out.writeName("filter");
        filter(out, export.filter());
        out.writeStringProperty("createdAt", Json.time(export.createdAt()));
        out.writeStringProperty("createdBy", export.createdBy());
        export.startedAt().ifPresent(time -> out.writeStringProperty("startedAt", Json.time(time)));
        export.endedAt().ifPresent(time -> out.writeStringProperty("endedAt", Json.time(time)));
        export.expiresAt().ifPresent(time -> out.writeStringProperty("expiresAt", Json.time(time)));
        out.writeNumberProperty("read", export.read());
        export.total().ifPresent(total -> out.writeNumberProperty("total", total));
        out.writeNumberProperty("written", export.written());
        out.writeNumberProperty("bytes", export.bytes());
        export.file().ifPresent(file -> out.writeStringProperty("file", Api.PATH + "/exports/" + export.id() + "/file"));
        export.failure().ifPresent(failure -> {
            out.writeObjectPropertyStart("failure");
            out.writeStringProperty("type", failure.type());
            out.writeStringProperty("message", failure.message());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static void filter(JsonGenerator out, JobFilter filter) {
        out.writeStartObject();
        if (!filter.states().isEmpty()) {
            out.writeArrayPropertyStart("state");
            filter.states().stream().sorted().forEach(state -> out.writeString(state.name()));
            out.writeEndArray();
        }
        filter.queue().ifPresent(queue -> out.writeStringProperty("queue", queue.value()));
        filter.task().ifPresent(task -> out.writeStringProperty("task", task.value()));
        filter.tag().ifPresent(tag -> out.writeStringProperty("tag", tag));
        filter.createdAfter().ifPresent(time -> out.writeStringProperty("createdAfter", Json.time(time)));
        filter.createdBefore().ifPresent(time -> out.writeStringProperty("createdBefore", Json.time(time)));
        filter.text().ifPresent(text -> out.writeStringProperty("q", text));
        out.writeEndObject();
    }
}
