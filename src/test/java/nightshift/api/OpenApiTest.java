package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightshift.api.events.EventsServlet;
import nightshift.api.jobs.Tasks;
import nightshift.format.TimeText;
import nightshift.job.JobState;
import nightshift.web.Api;
import nightshift.web.ProblemException;
import nightshift.web.callers.CallersTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private final ApiDocument described = new ApiDocument();
    private final JsonNode document = described.root();

    @Test
    void theDocumentHasTheCallsThatTheCodeHas() {
        Set<String> documented = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(call -> documented.add(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        Set<String> coded = CallersTest.calls().map(OpenApiTest::call).collect(Collectors.toCollection(TreeSet::new));
        coded.add("GET " + EventsServlet.class.getAnnotation(WebServlet.class).urlPatterns()[0]);

        assertThat(documented).isEqualTo(coded);
    }

    private static String call(Method method) {
        Path path = method.getAnnotation(Path.class);
        String full = Api.PATH + method.getDeclaringClass().getAnnotation(Path.class).value() + (path == null ? "" : path.value());
        return CallersTest.httpMethod(method) + " " + full.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValuesAsString("$ref").forEach(
                ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    }

    @Test
    void requestsHaveNoFieldsThatAreNotDescribed() {
        for (String pointer : List.of("NewJob", "RetryPolicy", "JobFilter")) {
            assertThat(document.at("/components/schemas/" + pointer + "/additionalProperties").isBoolean()).as(pointer).isTrue();
        }
        for (JsonNode path : document.get("paths")) {
            for (JsonNode call : path) {
                JsonNode body = call.at("/requestBody/content/application~1json/schema");
                assertThat(body.isMissingNode() || body.has("$ref") || body.path("additionalProperties").isBoolean()).as(call.toString()).isTrue();
            }
        }
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> checked = new ArrayList<>();
        examples(document, "", checked);

        assertThat(checked).hasSizeGreaterThan(15);
    }

    /** Examples of media types, parameters and schemas; those of NDJSON line by line. */
    private void examples(JsonNode node, String at, List<String> checked) {
        JsonNode schema = node.has("schema") ? node.get("schema") : node;
        List<JsonNode> examples = new ArrayList<>();
        node.path("examples").forEach(example -> examples.add(example.has("value") ? example.get("value") : example));
        if (node.has("example")) {
            examples.add(node.get("example"));
        }
        for (JsonNode example : examples) {
            checked.add(at);
            if (schema.has("x-line")) {
                example.asString().lines().forEach(line -> assertThat(described.violations(schema.get("x-line"), line)).as(at + " " + line).isEmpty());
            } else {
                assertThat(described.violations(schema, example.toString())).as(at + " " + example).isEmpty();
            }
        }
        if (node.has("default")) {
            assertThat(described.violations(schema, node.get("default").toString())).as(at).isEmpty();
        }
        node.properties().stream().filter(member -> !member.getKey().startsWith("example") && !member.getKey().equals("default"))
                .forEach(member -> examples(member.getValue(), at + "/" + member.getKey(), checked));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            examples(node.get(i), at + "/" + i, checked);
        }
    }

    private List<Error> violations(String schema, String json) {
        return described.violations(document.at("/components/schemas/" + schema), json);
    }

    @Test
    void theDurationsAreThoseOfTheCode() {
        assertThat(document.at("/components/schemas/Duration/pattern").asString()).isEqualTo(TimeText.DURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"task\":\"any\"}", "{\"task\":\"any\",\"args\":[]}", "{\"task\":\"any\",\"args\":0}", "{\"task\":\"any\",\"args\":false}",
        "{\"task\":\"any\",\"priority\":5.0}", "{\"task\":\"any\",\"priority\":5e0}", "{\"task\":\"any\",\"maxAttempts\":1e1}",
        "{\"task\":\"any\",\"maxAttempts\":100.00}", "{\"task\":\"any\",\"delay\":\"PT0.25S\"}", "{\"task\":\"any\",\"delay\":\"P1DT12H\"}",
        "{\"task\":\"any\",\"runAt\":\"1970-01-01T00:00:00Z\"}", "{\"task\":\"any\",\"runAt\":\"2199-12-31T23:59:59Z\"}",
        "{\"task\":\"any\",\"runAt\":\"2026-12-01t00:00:00.123456789+18:00\"}", "{\"task\":\"any\",\"timeout\":\"PT24H\"}",
        "{\"task\":\"any\",\"tags\":[]}", "{\"task\":\"any\",\"tags\":[\"\u00e9\",\" \"]}", "{\"task\":\"any\",\"retry\":{}}",
        "{\"task\":\"any\",\"retry\":{\"initial\":\"PT1S\",\"max\":\"P30D\",\"factor\":1,\"jitter\":0}}",
        "{\"task\":\"any\",\"retry\":{\"factor\":100.0,\"jitter\":1e0}}"})
    void whatTheSchemaTakesTheServerTakes(String job) {
        assertThat(violations("NewJob", job)).isEmpty();
        assertThatCode(() -> read(job)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"task\":null}", "{\"task\":\"\"}", "{\"task\":\" any\"}", "{\"task\":\"any\",\"x\":1}",
        "{\"task\":\"any\",\"args\":null}", "{\"task\":\"any\",\"queue\":null}", "{\"task\":\"any\",\"queue\":\"a b\"}",
        "{\"task\":\"any\",\"queue\":\"\"}", "{\"task\":\"any\",\"priority\":0}", "{\"task\":\"any\",\"priority\":10.0}",
        "{\"task\":\"any\",\"priority\":-0}", "{\"task\":\"any\",\"priority\":5.5}", "{\"task\":\"any\",\"priority\":\"5\"}",
        "{\"task\":\"any\",\"priority\":true}", "{\"task\":\"any\",\"priority\":1e2}", "{\"task\":\"any\",\"priority\":null}",
        "{\"task\":\"any\",\"maxAttempts\":101}", "{\"task\":\"any\",\"delay\":\"P1W\"}", "{\"task\":\"any\",\"delay\":\"P1M\"}",
        "{\"task\":\"any\",\"delay\":\"PT1.5H\"}", "{\"task\":\"any\",\"delay\":\"-PT5S\"}", "{\"task\":\"any\",\"delay\":\"PT-5S\"}",
        "{\"task\":\"any\",\"delay\":\"+PT5S\"}", "{\"task\":\"any\",\"delay\":\"pt5s\"}", "{\"task\":\"any\",\"delay\":\"PT0,5S\"}",
        "{\"task\":\"any\",\"delay\":\"\"}", "{\"task\":\"any\",\"delay\":5}", "{\"task\":\"any\",\"delay\":null}",
        "{\"task\":\"any\",\"runAt\":\"2026-12-01T00:00:00Z\",\"delay\":\"PT1S\"}", "{\"task\":\"any\",\"runAt\":\"1969-12-31T00:00:00Z\"}",
        "{\"task\":\"any\",\"runAt\":\"2200-01-01T00:00:00Z\"}", "{\"task\":\"any\",\"runAt\":\"2026-12-01\"}",
        "{\"task\":\"any\",\"runAt\":\"2026-12-01T24:00:00Z\"}", "{\"task\":\"any\",\"runAt\":\"2026-12-01T00:00:00+19:00\"}",
        "{\"task\":\"any\",\"runAt\":\"+002026-12-01T00:00:00Z\"}", "{\"task\":\"any\",\"runAt\":null}",
        "{\"task\":\"any\",\"timeout\":\"P1W\"}", "{\"task\":\"any\",\"timeout\":30}", "{\"task\":\"any\",\"tags\":[\"\"]}",
        "{\"task\":\"any\",\"tags\":[null]}", "{\"task\":\"any\",\"tags\":\"a\"}", "{\"task\":\"any\",\"tags\":[\"a\\u0085\"]}",
        "{\"task\":\"any\",\"tags\":[\"a\\u0000\"]}", "{\"task\":\"any\",\"retry\":null}", "{\"task\":\"any\",\"retry\":{\"x\":1}}",
        "{\"task\":\"any\",\"retry\":{\"initial\":\"P1W\"}}", "{\"task\":\"any\",\"retry\":{\"factor\":0.5}}",
        "{\"task\":\"any\",\"retry\":{\"factor\":100.1}}", "{\"task\":\"any\",\"retry\":{\"jitter\":1.5}}",
        "{\"task\":\"any\",\"retry\":{\"jitter\":\"1\"}}"})
    void whatTheServerRefusesTheSchemaRefuses(String job) {
        assertThat(violations("NewJob", job)).isNotEmpty();
        assertThatThrownBy(() -> read(job)).isInstanceOf(ProblemException.class);
    }

    @Test
    void bothCountCharactersAndNotHalvesOfThem() {
        String most = "{\"task\":\"any\",\"tags\":[\"" + "\uD83E\uDD8A".repeat(100) + "\"]}";
        String more = most.replace("\"]}", "x\"]}");

        assertThat(violations("NewJob", most)).isEmpty();
        assertThatCode(() -> read(most)).doesNotThrowAnyException();
        assertThat(violations("NewJob", more)).isNotEmpty();
        assertThatThrownBy(() -> read(more)).isInstanceOf(ProblemException.class);
    }

    private static void read(String job) {
        Tasks.read(job);
    }

    @Test
    void theStatesAreThoseOfTheCode() {
        Set<String> states = new TreeSet<>();
        document.at("/components/schemas/JobState/enum").forEach(state -> states.add(state.asString()));

        assertThat(states).containsExactlyInAnyOrderElementsOf(
                java.util.Arrays.stream(JobState.values()).map(Enum::name).toList());
    }
}
