package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.binding.TaskCompiler;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.Violation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a submit of {@code http.request} is checked. */
class RequestCheckTest {

    private final HttpRequestTask open = new HttpRequestTask(
            new HttpTaskConfig(
                    "1", List.of(), Optional.empty(), Map.of("billing", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            result -> {},
            OpenTelemetry.noop());
    private final TaskDefinition task = open.definition(new TaskCompiler());

    @AfterEach
    void close() {
        open.close();
    }

    private List<Violation> violations(String more) {
        return task.args().violations("{\"url\":\"https://good.example/\"" + more + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ",\"method\":\"DELETE\"", ",\"headers\":{\"Authorization\":\"Bearer x\",\"X-A\":\"\"}",
                        ",\"body\":null",
                ",\"bodyText\":\"\"", ",\"timeout\":\"PT30M\"", ",\"timeout\":\"PT0.1S\"",
                        ",\"success\":[\"200-299\",\"404\"]",
                ",\"secretRef\":\"billing\""
            })
    void goodArgsAreAccepted(String more) {
        assertThat(violations(more)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"method\":\"TRACE\"                      | /method            | must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
                ",\"method\":\"get\"                        | /method            | must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
                ",\"headers\":{\"Host\":\"x\"}              | /headers/Host      | is a header that jobs cannot set",
                ",\"headers\":{\"content-LENGTH\":\"1\"}    | /headers/content-LENGTH | is a header that jobs cannot set",
                ",\"headers\":{\"Transfer-Encoding\":\"chunked\"} | /headers/Transfer-Encoding | is a header that jobs cannot set",
                ",\"headers\":{\"Connection\":\"x\"}        | /headers/Connection | is a header that jobs cannot set",
                ",\"headers\":{\"Webhook-Id\":\"x\"}        | /headers/Webhook-Id | is a header that jobs cannot set",
                ",\"headers\":{\"nightshift-attempt\":\"9\"} | /headers/nightshift-attempt | is a header that jobs cannot set",
                ",\"headers\":{\"a/b~\":\"x\"}              | /headers/a~1b~0    | must be a header name: 1 to 100 letters, digits or hyphens",
                ",\"headers\":{\"a b\":\"x\"}               | /headers/a b       | must be a header name: 1 to 100 letters, digits or hyphens",
                ",\"headers\":{\"\":\"x\"}                  | /headers/          | must be a header name: 1 to 100 letters, digits or hyphens",
                ",\"headers\":{\"a:b\":\"x\"}               | /headers/a:b       | must be a header name: 1 to 100 letters, digits or hyphens",
                ",\"headers\":{\"a\":\"x\\r\\nHost: y\"}    | /headers/a         | must have only printable ASCII characters, without line breaks",
                ",\"headers\":{\"a\":\"x\\u0000\"}          | /headers/a         | must have only printable ASCII characters, without line breaks",
                ",\"headers\":{\"a\":\"é\"}                 | /headers/a         | must have only printable ASCII characters, without line breaks",
                ",\"headers\":{\"a\":\"1\",\"A\":\"2\"}     | /headers/A         | is given twice, in different case",
                ",\"headers\":{\"a\":1}                     | /headers/a         | must be a string",
                ",\"body\":1,\"bodyText\":\"x\"             | /bodyText          | must not be given together with body",
                ",\"timeout\":\"PT31M\"                     | /timeout           | must be from PT0.1S to PT30M",
                ",\"timeout\":\"PT0S\"                      | /timeout           | must be from PT0.1S to PT30M",
                ",\"success\":[\"200\",\"299-200\"]         | /success/1         | must be a status such as 404, or a range such as 200-299",
                ",\"success\":[\"2xx\"]                     | /success/0         | must be a status such as 404, or a range such as 200-299",
                ",\"success\":[200]                         | /success/0         | must be a string",
                ",\"secretRef\":\"nobody\"                  | /secretRef         | is not the name of a configured secret",
                ",\"Url\":\"x\"                             | /Url               | is not a known property"
            })
    void badArgsAreNamed(String more, String pointer, String detail) {
        assertThat(violations(more)).containsExactly(new Violation(pointer, detail));
    }

    @Test
    void urlIsRequired() {
        assertThat(task.args().violations("{}")).containsExactly(new Violation("/url", "is required"));
        assertThat(task.args().violations("{\"url\":\"\"}"))
                .containsExactly(new Violation("/url", "must have at least 1 character"));
    }

    @Test
    void headersAreLimited() {
        String many =
                IntStream.range(0, 51).mapToObj(i -> "\"h" + i + "\":\"\"").collect(Collectors.joining(","));
        String detail = "must be at most 50 headers with 8192 bytes";

        assertThat(violations(",\"headers\":{" + many + "}")).containsExactly(new Violation("/headers", detail));
        assertThat(violations(",\"headers\":{\"a\":\"" + "x".repeat(8192) + "\"}"))
                .containsExactly(new Violation("/headers", detail));
    }

    @Test
    void formIsCheckedAgainAtTheAttempt() {
        assertThatThrownBy(() -> task.handler().handle("{\"url\":\"http://good.example:25/\"}", FakeContext.first()))
                .isInstanceOfSatisfying(AttemptFailed.class, e -> {
                    assertThat(e.type()).isEqualTo("args-invalid");
                    assertThat(e.remedy()).isEqualTo(AttemptFailed.Remedy.NONE);
                });
    }

    @Test
    void schemaSaysWhatAFormNeeds() {
        JsonNode schema = JsonMapper.shared().readTree(task.argsSchema());

        assertThat(schema.at("/required").toString()).isEqualTo("[\"url\"]");
        assertThat(schema.at("/properties").propertyNames())
                .containsExactly("url", "method", "headers", "body", "bodyText", "timeout", "success", "secretRef");
        assertThat(schema.at("/properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asString("")).isNotEmpty());
    }
}
