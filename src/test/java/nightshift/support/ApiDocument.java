package nightshift.support;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document, and what it says about JSON. */
public final class ApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode root = read();
    private final List<Operation> operations = operations(root);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * One call of the API.
     *
     * @param method in capitals
     * @param path   with its parameters in braces
     * @param node   as the document describes it, with references
     */
    public record Operation(String method, String path, JsonNode node, JsonNode root) {

        /** Such as {@code GET /api/v1/jobs}. */
        @Override
        public String toString() {
            return method + " " + path;
        }

        /** Whether a request belongs to this call. */
        boolean takes(String requested, String at) {
            return requested.equals(method) && isAt(at);
        }

        boolean isAt(String at) {
            // a host can have a port, which has a colon before it
            String template = path.replace("{host}", "[^/]+").replaceAll("\\{\\w+}", "[^/:]+");
            return Pattern.matches(template, at);
        }

        /** Its responses, without references. */
        public Stream<JsonNode> responses() {
            return node.get("responses").properties().stream()
                    .map(Map.Entry::getValue)
                    .map(this::resolve);
        }

        /** Its response for a status, if it has one. */
        public Optional<JsonNode> response(int status) {
            return Optional.ofNullable(node.get("responses").get(String.valueOf(status)))
                    .map(this::resolve);
        }

        /** What a reference leads to, or the node itself. */
        public JsonNode resolve(JsonNode at) {
            return at.has("$ref") ? root.at(at.get("$ref").asString().substring(1)) : at;
        }
    }

    private static JsonNode read() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Operation> operations(JsonNode root) {
        List<Operation> found = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> found.add(new Operation(
                                call.getKey().toUpperCase(Locale.ROOT), path.getKey(), call.getValue(), root))));
        return List.copyOf(found);
    }

    /** The document. */
    public JsonNode root() {
        return root;
    }

    /** Every call. */
    public List<Operation> operations() {
        return operations;
    }

    /** The schema of this name. */
    public JsonNode schema(String name) {
        return root.get("components").get("schemas").required(name);
    }

    /** What is wrong with a value by a schema of this document. */
    public List<Error> violations(JsonNode schema, String json) {
        return schemas.computeIfAbsent(schema.toString(), text -> {
                    ObjectNode whole = JSON.createObjectNode();
                    whole.set("components", root.get("components"));
                    whole.setAll((ObjectNode) schema);
                    return REGISTRY.getSchema(whole);
                })
                .validate(JSON.readTree(json));
    }
}
