package nightshift.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nightshift.format.JobJson;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobState;
import tools.jackson.databind.json.JsonMapper;

/** A job as a row of cells (RFC 4180), below a header. */
final class CsvLines implements Lines {

    /** Characters at the beginning of a cell that make a spreadsheet treat it as a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private static final Map<String, Function<Job, String>> COLUMNS = columns();

    private static Map<String, Function<Job, String>> columns() {
        Map<String, Function<Job, String>> columns = new LinkedHashMap<>();
        columns.put("id", job -> job.id().toString());
        columns.put("task", job -> job.task().value());
        columns.put("queue", job -> job.queue().value());
        columns.put("state", job -> job.state().name());
        columns.put("priority", job -> Integer.toString(job.priority()));
        columns.put(
                "tags", job -> job.tags().isEmpty() ? "" : JsonMapper.shared().writeValueAsString(job.tags()));
        columns.put("createdAt", job -> JobJson.time(job.createdAt()));
        columns.put(
                "dueAt",
                job -> job.state() == JobState.SCHEDULED || job.state() == JobState.RETRYING
                        ? JobJson.time(job.stateAt())
                        : "");
        columns.put("startedAt", job -> time(job.lastAttempt().map(Attempt::startedAt)));
        columns.put("finishedAt", job -> job.state().isFinal() ? JobJson.time(job.stateAt()) : "");
        columns.put("attempt", job -> Integer.toString(job.attempt()));
        columns.put("maxAttempts", job -> Integer.toString(job.maxAttempts()));
        columns.put("worker", job -> job.lastAttempt().map(Attempt::worker).orElse(""));
        columns.put("failure.type", job -> job.failure().map(Failure::type).orElse(""));
        columns.put(
                "failure.message", job -> job.failure().map(Failure::message).orElse(""));
        columns.put("deadReason", job -> job.deadReason().orElse(""));
        columns.put("traceId", job -> job.trace().map(trace -> trace.traceId()).orElse(""));
        columns.put("args", Job::args);
        columns.put("result", job -> job.result().orElse(""));
        return columns;
    }

    private static String time(Optional<Instant> time) {
        return time.map(JobJson::time).orElse("");
    }

    @Override
    public byte[] header() {
        StringWriter text = new StringWriter();
        writer(text).writeRecord(COLUMNS.keySet());
        return bytes(text);
    }

    @Override
    public byte[] of(List<Job> jobs) {
        StringWriter text = new StringWriter();
        CsvWriter rows = writer(text);
        jobs.forEach(job -> rows.writeRecord(
                COLUMNS.values().stream().map(cell -> defused(cell.apply(job))).toList()));
        return bytes(text);
    }

    private static CsvWriter writer(StringWriter text) {
        return CsvWriter.builder().bufferSize(0).build(text);
    }

    private static byte[] bytes(StringWriter text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String defused(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
