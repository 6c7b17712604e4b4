package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.api.events.EventsServlet;
import nightshift.api.jobs.Tasks;
import nightshift.format.TimeText;
import nightshift.support.ApiDocument;
import nightshift.support.ApiDocument.Operation;
import nightshift.support.DescribedAnswers;
import nightshift.web.Api;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.callers.CallersTest;
import nightshift.web.callers.Open;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private final ApiDocument described = new ApiDocument();
    private final JsonNode document = described.root();

    @Test
    void theDocumentHasTheCallsThatTheCodeHas() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> documented.add(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        Set<String> coded = CallersTest.calls().map(OpenApiTest::call).collect(Collectors.toCollection(TreeSet::new));
        coded.add("GET " + EventsServlet.class.getAnnotation(WebServlet.class).urlPatterns()[0]);

        assertThat(documented).isEqualTo(coded);
    }

    static String call(Method method) {
        Path path = method.getAnnotation(Path.class);
        String full = Api.PATH
                + method.getDeclaringClass().getAnnotation(Path.class).value()
                + (path == null ? "" : path.value());
        return CallersTest.httpMethod(method) + " " + full.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValuesAsString("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    /** Also of answers, so that a field that is not described shows. An open object says so. */
    @Test
    void everyObjectSaysWhetherItHasOtherFields() {
        for (String schema : document.at("/components/schemas").propertyNames()) {
            assertStrict(document.at("/components/schemas/" + schema), schema);
        }
        for (Operation call : described.operations()) {
            bodies(call).forEach(content -> assertStrict(content.path("schema"), call.toString()));
        }
    }

    private static void assertStrict(JsonNode node, String at) {
        if (node.path("type").asString("").equals("object") && node.has("properties")) {
            assertThat(node.has("additionalProperties")).as(at).isTrue();
        }
        node.properties().forEach(member -> assertStrict(member.getValue(), at + "/" + member.getKey()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            assertStrict(node.get(i), at + "/" + i);
        }
    }

    /** What a call takes and what it answers, for each media type. */
    private static Stream<JsonNode> bodies(Operation call) {
        return Stream.concat(Stream.of(call.node().path("requestBody")), call.responses())
                .flatMap(body -> body.path("content").valueStream());
    }

    static Stream<Operation> operations() {
        return new ApiDocument().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyCallIsDescribedInFull(Operation call) {
        assertThat(call.node().path("operationId").asString("")).isNotEmpty();
        assertThat(call.node().path("summary").asString("")).isNotEmpty();
        assertThat(call.node().path("tags")).isNotEmpty();
        call.node()
                .path("parameters")
                .forEach(parameter -> assertThat(call.resolve(parameter).has("schema"))
                        .as(parameter.toString())
                        .isTrue());
        assertThat(bodies(call)).allSatisfy(content -> {
            assertThat(content.has("schema")).as(content.toString()).isTrue();
            assertThat(content.has("example") || !content.path("examples").isEmpty())
                    .as("an example of " + content)
                    .isTrue();
        });
        assertThat(call.responses())
                .allSatisfy(response ->
                        assertThat(response.path("description").asString("")).isNotEmpty());
        assertThat(statuses(call)).anyMatch(status -> status < 300);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyCallHasTheProblemsThatItCanAnswer(Operation call) {
        boolean open = call.node().has("security");
        boolean takesBody = call.node().has("requestBody");
        boolean answersJson =
                call.responses().anyMatch(response -> response.path("content").has("application/json"));
        boolean namesOne = call.path().contains("{");
        Set<Integer> expected = new TreeSet<>(List.of(400, 403, 503));
        expected.addAll(open ? List.of() : List.of(401));
        expected.addAll(answersJson ? List.of(406) : List.of());
        expected.addAll(takesBody ? List.of(408, 413, 415, 422, 429) : List.of());
        expected.addAll(namesOne ? List.of(404) : List.of());

        assertThat(statuses(call)).containsAll(expected).doesNotContain(500);
        if (!namesOne) {
            assertThat(statuses(call)).doesNotContain(404);
            // a submit names a job by its unique key
            assertThat(statuses(call).contains(409))
                    .isEqualTo(call.method().equals("POST") && call.path().equals("/api/v1/jobs"));
        }
        if (!takesBody) {
            assertThat(statuses(call)).doesNotContain(408, 413, 415, 422);
        }
        statuses(call).stream()
                .filter(status -> status > 412 || status >= 400 && status < 412)
                .forEach(status -> {
                    JsonNode response = call.response(status).orElseThrow();
                    assertThat(response.get("content").propertyNames()).containsExactly(Problem.MEDIA_TYPE);
                    assertThat(response.at("/content/application~1problem+json/example/status")
                                    .asInt())
                            .isEqualTo(status);
                    assertThat(response.at("/content/application~1problem+json/example/title")
                                    .asString())
                            .isEqualTo(new Problem(status, "").title());
                    if (status == 429 || status == 503) {
                        assertThat(response.at("/headers/Retry-After/required").asBoolean())
                                .isTrue();
                    }
                });
        assertThat(call.node().at("/responses/default").isMissingNode()).isFalse();
    }

    private static Set<Integer> statuses(Operation call) {
        return call.node().get("responses").propertyNames().stream()
                .filter(status -> !status.equals("default"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void callsAreOpenWhereTheCodeSaysSo() {
        assertThat(document.at("/components/securitySchemes").propertyNames()).containsExactly("key", "session");
        assertThat(document.get("security").toString()).isEqualTo("[{\"key\":[]},{\"session\":[]}]");
        Map<String, Method> coded = CallersTest.calls().collect(Collectors.toMap(OpenApiTest::call, method -> method));
        for (Operation call : described.operations()) {
            Method method = coded.get(call.toString());
            boolean open = method != null && method.isAnnotationPresent(Open.class);
            assertThat(call.node().path("security").toString())
                    .as(call.toString())
                    .isEqualTo(open ? "[]" : "");
        }
    }

    @Test
    void callsTakeTheTypesThatTheCodeTakes() {
        Map<String, Set<String>> coded = new TreeMap<>();
        CallersTest.calls()
                .forEach(method -> coded.put(
                        call(method),
                        method.isAnnotationPresent(Consumes.class)
                                ? new TreeSet<>(List.of(
                                        method.getAnnotation(Consumes.class).value()))
                                : Set.of()));
        coded.get("POST " + Api.PATH + "/jobs:batchCreate").add(Api.NDJSON); // LinesFilter
        coded.put("GET " + Api.PATH + "/events", Set.of());
        // a request without a body has no type either, and JAX-RS would refuse that
        coded.put("POST " + Api.PATH + "/destinations/{host}:open", Set.of(MediaType.APPLICATION_JSON));
        coded.put("POST " + Api.PATH + "/jobs/{id}:retry", Set.of(MediaType.APPLICATION_JSON));

        assertThat(described.operations())
                .allSatisfy(call -> assertThat(
                                call.node().at("/requestBody/content").propertyNames())
                        .as(call.toString())
                        .containsExactlyInAnyOrderElementsOf(coded.get(call.toString())));
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> checked = new ArrayList<>();
        examples(document, "", checked);

        assertThat(checked).hasSizeGreaterThan(50);
    }

    /** Examples of media types, parameters and schemas; those of NDJSON line by line. */
    private void examples(JsonNode node, String at, List<String> checked) {
        JsonNode schema = node.has("schema") ? node.get("schema") : node;
        List<JsonNode> examples = new ArrayList<>();
        node.path("examples").forEach(example -> {
            JsonNode whole = example.has("$ref")
                    ? document.at(example.get("$ref").asString().substring(1))
                    : example;
            examples.add(whole.has("value") ? whole.get("value") : whole);
        });
        if (node.has("example")) {
            examples.add(node.get("example"));
        }
        for (JsonNode example : examples) {
            checked.add(at);
            if (schema.has("x-line")) {
                example.asString()
                        .lines()
                        .forEach(line -> assertThat(described.violations(schema.get("x-line"), line))
                                .as(at + " " + line)
                                .isEmpty());
            } else if (schema.has("x-events")) {
                DescribedAnswers.checkEvent(example.asString());
            } else {
                assertThat(described.violations(schema, example.toString()))
                        .as(at + " " + example)
                        .isEmpty();
            }
        }
        if (node.has("default")) {
            assertThat(described.violations(schema, node.get("default").toString()))
                    .as(at)
                    .isEmpty();
        }
        node.properties().stream()
                .filter(member -> !member.getKey().startsWith("example")
                        && !member.getKey().equals("default"))
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
        assertThat(document.at("/components/schemas/Duration/pattern").asString())
                .isEqualTo(TimeText.DURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task\":\"any\"}",
                "{\"task\":\"any\",\"args\":[]}",
                "{\"task\":\"any\",\"args\":0}",
                "{\"task\":\"any\",\"args\":false}",
                "{\"task\":\"any\",\"priority\":5.0}",
                "{\"task\":\"any\",\"priority\":5e0}",
                "{\"task\":\"any\",\"maxAttempts\":1e1}",
                "{\"task\":\"any\",\"maxAttempts\":100.00}",
                "{\"task\":\"any\",\"delay\":\"PT0.25S\"}",
                "{\"task\":\"any\",\"delay\":\"P1DT12H\"}",
                "{\"task\":\"any\",\"runAt\":\"1970-01-01T00:00:00Z\"}",
                "{\"task\":\"any\",\"runAt\":\"2199-12-31T23:59:59Z\"}",
                "{\"task\":\"any\",\"runAt\":\"2026-12-01t00:00:00.123456789+18:00\"}",
                "{\"task\":\"any\",\"timeout\":\"PT24H\"}",
                "{\"task\":\"any\",\"tags\":[]}",
                "{\"task\":\"any\",\"tags\":[\"\u00e9\",\" \"]}",
                "{\"task\":\"any\",\"retry\":{}}",
                "{\"task\":\"any\",\"retry\":{\"initial\":\"PT1S\",\"max\":\"P30D\",\"factor\":1,\"jitter\":0}}",
                "{\"task\":\"any\",\"retry\":{\"factor\":100.0,\"jitter\":1e0}}"
            })
    void whatTheSchemaTakesTheServerTakes(String job) {
        assertThat(violations("NewJob", job)).isEmpty();
        assertThatCode(() -> read(job)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"task\":null}",
                "{\"task\":\"\"}",
                "{\"task\":\" any\"}",
                "{\"task\":\"any\",\"x\":1}",
                "{\"task\":\"any\",\"args\":null}",
                "{\"task\":\"any\",\"queue\":null}",
                "{\"task\":\"any\",\"queue\":\"a b\"}",
                "{\"task\":\"any\",\"queue\":\"\"}",
                "{\"task\":\"any\",\"priority\":0}",
                "{\"task\":\"any\",\"priority\":10.0}",
                "{\"task\":\"any\",\"priority\":-0}",
                "{\"task\":\"any\",\"priority\":5.5}",
                "{\"task\":\"any\",\"priority\":\"5\"}",
                "{\"task\":\"any\",\"priority\":true}",
                "{\"task\":\"any\",\"priority\":1e2}",
                "{\"task\":\"any\",\"priority\":null}",
                "{\"task\":\"any\",\"maxAttempts\":101}",
                "{\"task\":\"any\",\"delay\":\"P1W\"}",
                "{\"task\":\"any\",\"delay\":\"P1M\"}",
                "{\"task\":\"any\",\"delay\":\"PT1.5H\"}",
                "{\"task\":\"any\",\"delay\":\"-PT5S\"}",
                "{\"task\":\"any\",\"delay\":\"PT-5S\"}",
                "{\"task\":\"any\",\"delay\":\"+PT5S\"}",
                "{\"task\":\"any\",\"delay\":\"pt5s\"}",
                "{\"task\":\"any\",\"delay\":\"PT0,5S\"}",
                "{\"task\":\"any\",\"delay\":\"\"}",
                "{\"task\":\"any\",\"delay\":5}",
                "{\"task\":\"any\",\"delay\":null}",
                "{\"task\":\"any\",\"runAt\":\"2026-12-01T00:00:00Z\",\"delay\":\"PT1S\"}",
                "{\"task\":\"any\",\"runAt\":\"1969-12-31T00:00:00Z\"}",
                "{\"task\":\"any\",\"runAt\":\"2200-01-01T00:00:00Z\"}",
                "{\"task\":\"any\",\"runAt\":\"2026-12-01\"}",
                "{\"task\":\"any\",\"runAt\":\"2026-12-01T24:00:00Z\"}",
                "{\"task\":\"any\",\"runAt\":\"2026-12-01T00:00:00+19:00\"}",
                "{\"task\":\"any\",\"runAt\":\"+002026-12-01T00:00:00Z\"}",
                "{\"task\":\"any\",\"runAt\":null}",
                "{\"task\":\"any\",\"timeout\":\"P1W\"}",
                "{\"task\":\"any\",\"timeout\":30}",
                "{\"task\":\"any\",\"tags\":[\"\"]}",
                "{\"task\":\"any\",\"tags\":[null]}",
                "{\"task\":\"any\",\"tags\":\"a\"}",
                "{\"task\":\"any\",\"tags\":[\"a\\u0085\"]}",
                "{\"task\":\"any\",\"tags\":[\"a\\u0000\"]}",
                "{\"task\":\"any\",\"retry\":null}",
                "{\"task\":\"any\",\"retry\":{\"x\":1}}",
                "{\"task\":\"any\",\"retry\":{\"initial\":\"P1W\"}}",
                "{\"task\":\"any\",\"retry\":{\"factor\":0.5}}",
                "{\"task\":\"any\",\"retry\":{\"factor\":100.1}}",
                "{\"task\":\"any\",\"retry\":{\"jitter\":1.5}}",
                "{\"task\":\"any\",\"retry\":{\"jitter\":\"1\"}}"
            })
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
}
