package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.annotation.Nullable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nightshift.format.TimeText;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.JobContext;
import nightshift.task.RawJson;
import nightshift.task.Task;
import nightshift.task.TaskHandler;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskCompilerTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TaskCompiler compiler = new TaskCompiler();

    enum Colour {
        RED,
        GREEN
    }

    record Line(@NotBlank String sku, @Min(1) int count) {}

    record Everything(
            @JsonPropertyDescription("whose it is") @Size(max = 5)
            String name,

            int number,
            Optional<Duration> pause,
            Optional<Instant> at,
            Optional<Colour> colour,
            Optional<Map<String, String>> labels,
            Optional<List<Line>> lines,
            @Nullable List<@Pattern(regexp = "^[a-z]+$") String> words,
            Optional<@Size(max = 3) String> code,
            @Nullable Integer maybe,
            OptionalInt other,
            Optional<RawJson> raw) {}

    @Task(value = "test.everything", description = "Takes all", timeout = "PT7S")
    static class EverythingTask implements TaskHandler<Everything> {

        Everything seen;

        @Override
        public Object handle(Everything args, JobContext context) {
            seen = args;
            return args.raw().orElse(null);
        }

        @Override
        public List<Violation> check(Everything args) {
            return args.number() == 13 ? List.of(new Violation("/number", "brings bad luck")) : List.of();
        }
    }

    private final EverythingTask handler = new EverythingTask();
    private final TaskDefinition task = compiler.compile(handler);

    private List<Violation> violations(String json) {
        return task.args().violations(json);
    }

    @Test
    void annotationNamesTheTask() {
        assertThat(task.name()).isEqualTo(new TaskName("test.everything"));
        assertThat(task.description()).isEqualTo("Takes all");
        assertThat(task.timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void schemaIsThatOfTheRecord() {
        JsonNode schema = JSON.readTree(task.argsSchema());

        assertThat(schema.at("/$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/type").asString()).isEqualTo("object");
        assertThat(schema.at("/additionalProperties")).isEqualTo(JSON.readTree("false"));
        assertThat(schema.at("/required")).isEqualTo(JSON.readTree("[\"name\",\"number\"]"));
        assertThat(schema.at("/properties").propertyNames())
                .containsExactly(
                        "name", "number", "pause", "at", "colour", "labels", "lines", "words", "code", "maybe", "other",
                        "raw");
        assertThat(schema.at("/properties/name"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"description\":\"whose it is\",\"maxLength\":5}"));
        assertThat(schema.at("/properties/pause"))
                .isEqualTo(JSON.createObjectNode()
                        .put("type", "string")
                        .put("pattern", TimeText.DURATION)
                        .set("examples", JSON.createArrayNode().add("PT30S")));
        assertThat(schema.at("/properties/at"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"format\":\"date-time\"}"));
        assertThat(schema.at("/properties/colour"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"enum\":[\"RED\",\"GREEN\"]}"));
        assertThat(schema.at("/properties/raw")).isEqualTo(JSON.readTree("{}"));
        assertThat(schema.at("/properties/lines/items/required")).isEqualTo(JSON.readTree("[\"sku\",\"count\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"number\":1}                                    | /name          | is required",
                "{\"name\":\"a\",\"number\":1,\"x/y~\":1}          | /x~1y~0        | is not a known property",
                "{\"name\":null,\"number\":1}                      | /name          | must be a string",
                "{\"name\":\"a\",\"number\":\"1\"}                 | /number        | must be an integer",
                "{\"name\":\"a\",\"number\":1.5}                   | /number        | must be an integer",
                "{\"name\":\"a\",\"number\":1e999999999}           | /number        | must be an integer",
                "{\"name\":\"a\",\"number\":3000000000}            | /number        | is out of range",
                "{\"name\":\"abcdef\",\"number\":1}                | /name          | must have at most 5 characters",
                "{\"name\":\"a\",\"number\":13}                    | /number        | brings bad luck",
                "{\"name\":\"a\",\"number\":1,\"pause\":\"5s\"}    | /pause         | must be an ISO 8601 duration such as PT30S",
                "{\"name\":\"a\",\"number\":1,\"pause\":null}      | /pause         | must be a string",
                "{\"name\":\"a\",\"number\":1,\"at\":\"now\"}      | /at            | must be an RFC 3339 time such as 2026-11-24T14:02:11Z",
                "{\"name\":\"a\",\"number\":1,\"colour\":\"BLUE\"} | /colour        | must be one of RED, GREEN",
                "{\"name\":\"a\",\"number\":1,\"labels\":{\"k\":1}}| /labels/k      | must be a string",
                "{\"name\":\"a\",\"number\":1,\"words\":[\"a\",\"B\"]} | /words/1   | must match ^[a-z]+$",
                "{\"name\":\"a\",\"number\":1,\"lines\":[{\"sku\":\"s\",\"count\":0}]} | /lines/0/count | must be at least 1",
                "{\"name\":\"a\",\"number\":1,\"lines\":[{\"sku\":\"s\"}]}             | /lines/0/count | is required",
                "{\"name\":\"a\",\"number\":1,\"code\":\"long\"}   | /code          | must have at most 3 characters",
                "[]                                                | ``             | must be an object",
                "{\"name\":\"a\",\"name\":\"b\",\"number\":1}      | ``             | has a member twice, or more than one value",
            })
    void violationPointsAtWhatIsWrong(String json, String pointer, String detail) {
        assertThat(violations(json)).containsExactly(new Violation(pointer == null ? "" : pointer, detail));
    }

    @Test
    void everyViolationIsReported() {
        assertThat(violations("{\"number\":\"x\",\"zzz\":1}"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/name", "/number", "/zzz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\",\"number\":1", "{} {}", "{\"name\":NaN}", "nope", "", "{/**/}"})
    void whatIsNotJsonIsAViolation(String text) {
        assertThat(violations(text))
                .singleElement()
                .extracting(Violation::pointer)
                .isEqualTo("");
    }

    @Test
    void depthIsLimited() {
        assertThat(violations(nested(Limits.DEPTH_MOST - 1))).isEmpty();
        for (int levels : new int[] {Limits.DEPTH_MOST, 10_000}) {
            assertThat(violations(nested(levels)))
                    .containsExactly(new Violation("", "must be nested at most 200 levels deep"));
        }
    }

    /** Args with one level more. */
    private static String nested(int levels) {
        return "{\"name\":\"a\",\"number\":1,\"raw\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    @Test
    void numbersAndNamesAreLimited() {
        assertThat(violations("{\"name\":\"a\",\"number\":1,\"raw\":" + "1".repeat(1001) + "}"))
                .containsExactly(new Violation("", "has a number of more than 1000 digits"));
        assertThat(violations("{\"name\":\"a\",\"number\":1,\"" + "n".repeat(50_001) + "\":1}"))
                .containsExactly(new Violation("", "has a name of more than 50000 characters"));
    }

    @Test
    void argsBecomeTheRecord() throws Exception {
        String json = "{\"name\":\"a\",\"number\":1.0,\"pause\":\"PT0.25S\",\"colour\":\"RED\",\"other\":7}";

        assertThat(violations(json)).isEmpty();
        assertThat(task.handler().handle(json, FakeContext.first())).isEmpty();
        assertThat(handler.seen)
                .isEqualTo(new Everything(
                        "a",
                        1,
                        Optional.of(Duration.ofMillis(250)),
                        Optional.empty(),
                        Optional.of(Colour.RED),
                        Optional.empty(),
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        null,
                        OptionalInt.of(7),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890",
                "1.0",
                "1e400",
                "-0",
                "null",
                "true",
                "\"a\\u00fc\\/ü😀\"",
                " [1 , {\"b\" : 2.50, \"a\":[]} ]",
                "{}"
            })
    void rawJsonKeepsItsBytes(String value) throws Exception {
        String json = "{ \"raw\" :" + value + ",\"name\":\"ü😀\",\"number\":1}";

        assertThat(violations(json)).isEmpty();
        assertThat(task.handler().handle(json, FakeContext.first())).contains(value.strip());
    }

    @Test
    void rawJsonKeepsItsBytesAcrossTheParsersBuffers() throws Exception {
        String value = "[\"" + "é\\n".repeat(40_000) + "\", " + "1234567.0,".repeat(5_000) + "0]";

        assertThat(task.handler().handle("{\"name\":\"a\",\"number\":1,\"raw\":" + value + "}", FakeContext.first()))
                .contains(value);
    }

    @Test
    void argsThatDoNotFitFailTheAttemptForGood() {
        assertThatThrownBy(() -> task.handler().handle("{\"number\":1}", FakeContext.first()))
                .isInstanceOfSatisfying(AttemptFailed.class, e -> {
                    assertThat(e.type()).isEqualTo("args-invalid");
                    assertThat(e.remedy()).isEqualTo(AttemptFailed.Remedy.NONE);
                    assertThat(e).hasMessageContaining("/name is required");
                });
    }

    record Tree(@JsonProperty("left-right") List<Tree> children, URI where, LocalDate when, BigDecimal much) {}

    @Test
    void namesMayDifferAndRecordsMayNestInThemselves() throws Exception {
        TaskHandler<Tree> depth = new TaskHandler<>() {
            @Override
            public Object handle(Tree args, JobContext context) {
                return args.children().size();
            }
        };
        TaskDefinition tree = compiler.compile(new TaskName("test.tree"), "", Duration.ofSeconds(1), depth);
        String leaf = "{\"left-right\":[],\"where\":\"a:b\",\"when\":\"2026-11-24\",\"much\":1e2}";

        assertThat(tree.args().violations(leaf.replace("[]", "[" + leaf + "]"))).isEmpty();
        assertThat(tree.handler().handle(leaf.replace("[]", "[" + leaf + "]"), FakeContext.first()))
                .contains("1");
        assertThat(tree.args().violations(leaf.replace("[]", "[{\"children\":[]}]")))
                .extracting(Violation::pointer)
                .contains("/left-right/0/left-right", "/left-right/0/children");
    }

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from must not be after to");
            }
        }
    }

    abstract static class Generic<T extends Record> implements TaskHandler<T> {
        @Override
        public Object handle(T args, JobContext context) {
            return Map.of("args", args, "for", Duration.ofSeconds(90), "at", Instant.EPOCH);
        }
    }

    @Task("test.range")
    static class RangeTask extends Generic<Range> {}

    static class LikeAProxy extends RangeTask {}

    @Test
    void annotationAndArgsAreFoundThroughSuperclasses() throws Exception {
        TaskDefinition found = compiler.compile(new LikeAProxy());

        assertThat(found.name()).isEqualTo(new TaskName("test.range"));
        assertThat(found.timeout()).isEqualTo(TaskDefinition.TIMEOUT_DEFAULT);
        assertThat(JSON.readTree(found.handler()
                        .handle("{\"from\":1,\"to\":2}", FakeContext.first())
                        .orElseThrow()))
                .isEqualTo(JSON.readTree(
                        "{\"args\":{\"from\":1,\"to\":2},\"for\":\"PT1M30S\",\"at\":\"1970-01-01T00:00:00Z\"}"));
    }

    @Test
    void recordsOwnRefusalIsAViolation() {
        assertThat(compiler.compile(new RangeTask()).args().violations("{\"from\":2,\"to\":1}"))
                .containsExactly(new Violation("", "from must not be after to"));
    }

    static class Nameless extends Generic<Range> {}

    @Task("no spaces allowed")
    static class Misnamed extends Generic<Range> {}

    @Task(value = "test.slow", timeout = "5 minutes")
    static class Mistimed extends Generic<Range> {}

    @Task("test.vague")
    static class Vague<T extends Record> extends Generic<T> {}

    @Test
    void wrongHandlersStopTheStart() {
        assertThatThrownBy(() -> compiler.compile(new Nameless()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Nameless", "@Task");
        assertThatThrownBy(() -> compiler.compile(new Misnamed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Misnamed", "no spaces allowed");
        assertThatThrownBy(() -> compiler.compile(new Mistimed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Mistimed", "5 minutes");
        assertThatThrownBy(() -> compiler.compile(new Vague<Range>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("test.vague", "record");
    }
}
