package nightshift.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import nightshift.format.FileFormat;
import nightshift.job.JobState;
import nightshift.task.QueueName;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;

class RecordBodyTest {

    record Inner(Set<JobState> states, @Longest(3) String tag, Optional<QueueName> queue) {}

    record Body(String text, FileFormat format, Optional<Instant> at, Optional<Inner> inner, Set<QueueName> queues) {}

    private static Body read(String json) {
        return RecordBody.read(json.getBytes(UTF_8), Body.class, "Nothing was done");
    }

    private static Problem refused(String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(json)).problem();
    }

    @Test
    void fieldsBecomeComponents() {
        assertThat(read("""
                        {"queues": ["a", "b", "a"], "format": "csv", "text": "", "at": "2026-01-01T00:00:00Z",
                         "inner": {"tag": "x", "states": ["DEAD"], "queue": "q"}}"""))
                .isEqualTo(new Body(
                        "",
                        FileFormat.CSV,
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(new Inner(Set.of(JobState.DEAD), "x", Optional.of(new QueueName("q")))),
                        Set.of(new QueueName("a"), new QueueName("b"))));
    }

    @Test
    void whatIsOptionalCanBeLeftOut() {
        assertThat(read("{\"format\": \"csv\", \"text\": \"a\"}"))
                .isEqualTo(new Body("a", FileFormat.CSV, Optional.empty(), Optional.empty(), Set.of()));
    }

    @Test
    void everyFaultIsNamed() {
        Problem problem = refused("""
                {"format": "xml", "at": "now", "more": [1], "queues": ["a b"],
                 "inner": {"states": ["DONE", "DEAD"], "tag": "long", "more": {}}}""");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).isEqualTo("Nothing was done: 8 fields are wrong.");
        assertThat(problem.errors())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/format",
                        "/at",
                        "/more",
                        "/queues/0",
                        "/inner/states/0",
                        "/inner/tag",
                        "/inner/more",
                        "/text");
        assertThat(problem.errors())
                .contains(
                        new Violation("/format", "must be ndjson or csv"),
                        new Violation("/at", "must be an RFC 3339 time such as 2026-11-24T14:02:11Z"),
                        new Violation("/more", "is not a field that this call knows"),
                        new Violation("/inner/tag", "must have 1 to 3 characters and no control characters"),
                        new Violation("/text", "is required"));
    }

    @Test
    void anObjectInsideHasRequiredFieldsOfItsOwn() {
        assertThat(refused("{\"format\": \"csv\", \"text\": \"a\", \"inner\": {}}")
                        .errors())
                .containsExactly(new Violation("/inner/tag", "is required"));
    }

    @Test
    void aWrongTypeIsABadRequestAndNotMissingToo() {
        Problem problem = refused("{\"format\": 5, \"text\": null, \"inner\": [], \"queues\": \"a\"}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .containsExactly(
                        new Violation("/format", "must be a text"),
                        new Violation("/text", "must be a text, not null; leave it out instead"),
                        new Violation("/inner", "must be an object"),
                        new Violation("/queues", "must be a list of texts"));
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String body : new String[] {"", "[]", "{", "{} {}", "{\"text\": 1, \"text\": 2}"}) {
            assertThat(refused(body).status()).as(body).isEqualTo(400);
        }
    }
}
