package nightshift.api.files;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.imports.CellType;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports.DryRun;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.Partition;
import nightshift.imports.RejectedRow;
import nightshift.job.JobState;
import nightshift.web.Json;
import tools.jackson.core.JsonGenerator;

/** Writes imports. */
final class ImportJson {

    private ImportJson() {
    }

    static void write(JsonGenerator out, Import job) {
        out.writeStartObject();
        out.writeStringProperty("id", job.id().toString());
        out.writeStringProperty("state", state(job.state()));
        out.writeBooleanProperty("stopRequested", job.stopRequested());
        out.writeStringProperty("task", job.task().value());
        out.writeStringProperty("queue", job.queue().value());
        job.name().ifPresent(name -> out.writeStringProperty("name", name));
        out.writeStringProperty("format", job.format().label());
        if (!job.columns().isEmpty() || !job.types().isEmpty()) {
            columns(out, job.columns(), job.types());
        }
        out.writeStringProperty("createdAt", Json.time(job.createdAt()));
        out.writeStringProperty("createdBy", job.createdBy());
        time(out, "startedAt", job.startedAt());
        time(out, "endedAt", job.endedAt());
        time(out, "expiresAt", job.expiresAt());
        out.writeNumberProperty("bytes", job.bytes());
        out.writeNumberProperty("bytesRead", job.bytesRead());
        out.writeNumberProperty("rows", job.rows());
        counts(out, job.read(), job.submitted(), job.rejected());
        job.rowsPerSecond().ifPresent(rate -> out.writeNumberProperty("rowsPerSecond", Math.round(rate * 10) / 10.0));
        job.left().ifPresent(left -> out.writeNumberProperty("secondsLeft", left.toMillis() / 1000.0));
        out.writeArrayPropertyStart("partitions");
        for (int i = 0; i < job.partitions().size(); i++) {
            partition(out, i, job.partitions().get(i));
        }
        out.writeEndArray();
        job.failure().ifPresent(failure -> {
            out.writeObjectPropertyStart("failure");
            out.writeStringProperty("type", failure.type());
            out.writeStringProperty("message", failure.message());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    /** What its job calls cancelled is only stopped: it goes on where it was. */
    static String state(JobState state) {
        return state == JobState.CANCELLED ? "STOPPED" : state.name();
    }

    /** As they can be given again. */
    private static void columns(JsonGenerator out, Map<String, Optional<String>> columns, Map<String, CellType> types) {
        out.writeObjectPropertyStart("columns");
        Stream.concat(columns.keySet().stream(), types.keySet().stream()).distinct().sorted().forEach(name -> {
            out.writeName(name);
            if (!types.containsKey(name)) {
                field(out, columns.get(name));
                return;
            }
            out.writeStartObject();
            Optional.ofNullable(columns.get(name)).flatMap(to -> to).ifPresent(to -> out.writeStringProperty("to", to));
            out.writeStringProperty("type", types.get(name).label());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static void field(JsonGenerator out, Optional<String> field) {
        field.ifPresentOrElse(out::writeString, out::writeNull);
    }

    private static void partition(JsonGenerator out, int index, Partition partition) {
        out.writeStartObject();
        out.writeNumberProperty("index", index);
        out.writeStringProperty("state", partition.state().name());
        out.writeNumberProperty("bytes", partition.bytes());
        out.writeNumberProperty("bytesRead", partition.bytesRead());
        counts(out, partition.read(), partition.submitted(), partition.rejected());
        partition.worker().ifPresent(worker -> out.writeStringProperty("worker", worker));
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, long read, long submitted, long rejected) {
        out.writeNumberProperty("read", read);
        out.writeNumberProperty("submitted", submitted);
        out.writeNumberProperty("rejected", rejected);
    }

    private static void time(JsonGenerator out, String name, Optional<Instant> time) {
        time.ifPresent(t -> out.writeStringProperty(name, Json.time(t)));
    }

    static void write(JsonGenerator out, ImportRequest request, DryRun run) {
        out.writeStartObject();
        out.writeStringProperty("format", request.format().label());
        request.name().ifPresent(name -> out.writeStringProperty("name", name));
        out.writeNumberProperty("bytes", run.bytes());
        out.writeNumberProperty("rows", run.rows());
        out.writeNumberProperty("checked", run.checked());
        out.writeNumberProperty("valid", run.checked() - run.rejected());
        out.writeNumberProperty("rejected", run.rejected());
        out.writeArrayPropertyStart("columns");
        run.columns().forEach(column -> {
            out.writeStartObject();
            out.writeStringProperty("column", column.name());
            out.writeName("field");
            field(out, column.field());
            column.type().ifPresent(type -> out.writeStringProperty("type", type.label()));
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeArrayPropertyStart("sample");
        run.sample().forEach(sample -> {
            out.writeStartObject();
            out.writeNumberProperty("line", sample.line());
            out.writeName("args");
            out.writeRawValue(sample.args());
            if (sample.argsCut()) {
                out.writeBooleanProperty("argsCut", true);
            }
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeArrayPropertyStart("rejects");
        run.rejects().forEach(row -> write(out, row));
        out.writeEndArray();
        out.writeEndObject();
    }

    static void write(JsonGenerator out, RejectedRow rejected) {
        out.writeStartObject();
        out.writeNumberProperty("line", rejected.line());
        rejected.column().ifPresent(column -> out.writeStringProperty("column", column));
        out.writeStringProperty("reason", rejected.reason());
        out.writeName("row");
        out.writeRawValue(rejected.row());
        if (rejected.rowCut()) {
            out.writeBooleanProperty("rowCut", true);
        }
        out.writeEndObject();
    }
}
