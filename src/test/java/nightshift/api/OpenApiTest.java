package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightshift.job.JobState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiTest {

    private final JsonNode document = read();

    private static JsonNode read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
    void theStatesAreThoseOfTheCode() {
        Set<String> states = new TreeSet<>();
        document.at("/components/schemas/JobState/enum").forEach(state -> states.add(state.asString()));

        assertThat(states).containsExactlyInAnyOrderElementsOf(
                java.util.Arrays.stream(JobState.values()).map(Enum::name).toList());
    }
}
