package nightshift.observe.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The calls of the API, read from its description. A test checks that the description matches the code. */
final class ApiCalls {

    private static final List<String> FAILURES = List.of("500", "503");

    private ApiCalls() {}

    /** Every call, with each status of its successes and with those of failures that are the server's. */
    static List<HttpMetrics.Series> known() {
        List<HttpMetrics.Series> known = new ArrayList<>();
        description()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    String method = call.getKey().toUpperCase(Locale.ROOT);
                    call.getValue().get("responses").propertyNames().stream()
                            .filter(code -> code.startsWith("2"))
                            .forEach(code -> known.add(new HttpMetrics.Series(method, path.getKey(), code)));
                    FAILURES.forEach(code -> known.add(new HttpMetrics.Series(method, path.getKey(), code)));
                }));
        return known;
    }

    private static JsonNode description() {
        try (InputStream in = ApiCalls.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
