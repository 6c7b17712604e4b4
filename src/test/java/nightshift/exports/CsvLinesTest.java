package nightshift.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.120Z");

    @Test
    void aJobIsARow() {
        NamedCsvRecord row = row(job("{\"a\": \"x,\\\"y\\\"\"}", "it broke,\r\n\"badly\""));

        assertThat(row.getField("id")).isEqualTo("019ab3c4-0000-7000-8000-000000000000");
        assertThat(row.getField("state")).isEqualTo("DEAD");
        assertThat(row.getField("tags")).isEqualTo("[\"a=b\",\"c\"]");
        assertThat(row.getField("createdAt")).isEqualTo("2026-01-01T00:00:00.120Z");
        assertThat(row.getField("finishedAt")).isEqualTo("2026-01-01T00:00:02.120Z");
        assertThat(row.getField("dueAt")).isEmpty();
        assertThat(row.getField("failure.type")).isEqualTo("x");
        assertThat(row.getField("failure.message")).isEqualTo("it broke,\r\n\"badly\"");
        assertThat(row.getField("deadReason")).isEqualTo("attempts-exhausted");
        assertThat(row.getField("args")).isEqualTo("{\"a\": \"x,\\\"y\\\"\"}");
        assertThat(row.getField("result")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void noCellIsAFormula(String message) {
        assertThat(row(job("-7", message)).getField("failure.message")).isEqualTo("'" + message);
        assertThat(row(job("-7", message)).getField("args")).isEqualTo("'-7");
    }

    private static NamedCsvRecord row(Job job) {
        Lines lines = Lines.in(nightshift.format.FileFormat.CSV);
        String file = new String(lines.header(), UTF_8) + new String(lines.of(List.of(job)), UTF_8);
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(file).stream().toList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Job job(String args, String message) {
        Attempt attempt = new Attempt(
                1,
                Optional.of(Outcome.FAILED),
                TIME,
                Optional.of(TIME.plusSeconds(1)),
                "w",
                Optional.of(new Failure("x", message, "at A")),
                Optional.empty());
        return new Job(
                new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000")),
                new TaskName("t"),
                args,
                JobOptions.with()
                        .queue(new QueueName("q"))
                        .tags(List.of("a=b", "c"))
                        .maxAttempts(1)
                        .build(),
                JobState.DEAD,
                TIME.plusSeconds(2),
                TIME,
                List.of(attempt),
                1,
                1,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
