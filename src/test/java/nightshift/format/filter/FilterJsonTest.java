package nightshift.format.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class FilterJsonTest {

    private static final JobFilter FULL = new SeparateConditions(
                    Set.of(JobState.EXPIRED, JobState.DEAD),
                    Optional.of(new QueueName("q")),
                    Optional.of(new TaskName("some.task")),
                    Optional.of("a \"tag\""),
                    Optional.of(Instant.parse("2026-01-01T00:00:00.001Z")),
                    Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
                    Optional.of("é"))
            .filter();

    private static String write(JobFilter filter) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("before", "x");
            FilterJson.write(out, filter);
            out.writeArrayPropertyStart("after");
            out.writeString("x");
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }

    /** Other versions read and write the same. */
    @Test
    void theStoredTextIsAsItWas() {
        assertThat(write(FULL))
                .isEqualTo("{\"before\":\"x\",\"states\":[\"DEAD\",\"EXPIRED\"],\"queue\":\"q\",\"task\":\"some.task\","
                        + "\"tag\":\"a \\\"tag\\\"\",\"createdAfter\":\"2026-01-01T00:00:00.001Z\","
                        + "\"createdBefore\":\"2026-01-02T00:00:00Z\",\"text\":\"é\",\"after\":[\"x\"]}");
        assertThat(write(JobFilter.ALL)).isEqualTo("{\"before\":\"x\",\"states\":[],\"after\":[\"x\"]}");
    }

    @Test
    void aFilterComesBackAsItWas() {
        assertThat(FilterJson.read(write(FULL))).isEqualTo(FULL);
        assertThat(FilterJson.read(write(JobFilter.ALL))).isEqualTo(JobFilter.ALL);
    }

    /** Earlier versions do not know the member that has the text, so they must not find an object that they can use. */
    @Test
    void aFilterOfTheLanguageCannotBeTakenForAllJobs() {
        JobFilter wide = FilterText.read("queue:mail*", Instant.EPOCH);

        assertThat(write(wide))
                .isEqualTo(
                        "{\"before\":\"x\",\"states\":[\"IN_FILTER\"],\"filter\":\"queue:mail*\",\"after\":[\"x\"]}");
        assertThat(FilterJson.read(write(wide))).isEqualTo(wide);
        assertThatThrownBy(() -> JobState.valueOf("IN_FILTER")).isInstanceOf(IllegalArgumentException.class);
    }
}
