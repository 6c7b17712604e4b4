package nightshift.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.fabric8.openshift.api.model.Route;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Whether objects are what the API server takes: no unknown field, none missing, none of the wrong type. */
final class Schema {

    /** The parts that are used here of the definitions of KEDA, the Gateway API and the Prometheus Operator. */
    private static final Map<String, com.networknt.schema.Schema> DEFINITIONS = Map.of(
            "ScaledObject",
            definition("scaled-object"),
            "HTTPRoute",
            definition("http-route"),
            "PodMonitor",
            definition("pod-monitor"));

    private Schema() {}

    static List<String> problems(Manifests manifests) {
        return manifests.objects().stream().flatMap(Schema::problems).toList();
    }

    private static Stream<String> problems(Manifest manifest) {
        try {
            if (manifest.kind().equals("Route")) {
                return route(manifest);
            }
            if (DEFINITIONS.containsKey(manifest.kind())) {
                return DEFINITIONS.get(manifest.kind()).validate(manifest.json().toString(), InputFormat.JSON).stream()
                        .map(error -> manifest + ": " + error.getInstanceLocation() + " " + error.getMessage());
            }
            String version = manifest.at("/apiVersion").asString();
            String prefix = version.substring(version.indexOf('/') + 1).toUpperCase(Locale.ROOT);
            Class.forName("io.kubernetes.client.openapi.models." + prefix + manifest.kind())
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.json().toString()));
            return Stream.empty();
        } catch (InvocationTargetException e) {
            return Stream.of(manifest + ": " + e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            return Stream.of(manifest + ": unknown kind or version: " + e.getMessage());
        }
    }

    private static com.networknt.schema.Schema definition(String name) {
        return SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(Schema.class.getResourceAsStream("/nightshift/deploy/" + name + ".schema.json"));
    }

    private static Stream<String> route(Manifest manifest) {
        try {
            Route route = new ObjectMapper().readValue(manifest.json().toString(), Route.class);
            return Stream.of(
                            route.getAdditionalProperties(),
                            route.getSpec().getAdditionalProperties(),
                            route.getSpec().getTls().getAdditionalProperties(),
                            route.getSpec().getTo().getAdditionalProperties(),
                            route.getSpec().getPort().getAdditionalProperties())
                    .flatMap(unknown -> unknown.keySet().stream())
                    .map(field -> manifest + ": unknown field " + field);
        } catch (JsonProcessingException e) {
            return Stream.of(manifest + ": " + e.getMessage());
        }
    }
}
