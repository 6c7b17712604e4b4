package nightshift.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document, and what it says about JSON. */
final class ApiDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode root = read();

    private static JsonNode read() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** What is wrong with a value by a schema of this document. */
    List<Error> violations(JsonNode schema, String json) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", root.get("components"));
        whole.setAll((ObjectNode) schema);
        return REGISTRY.getSchema(whole).validate(JSON.readTree(json));
    }

    /** What is wrong with an answer in JSON to a call. */
    List<Error> violations(String method, String path, Client.Answer answer) {
        JsonNode responses = root.get("paths").get(path).get(method).get("responses");
        JsonNode response = responses.path(String.valueOf(answer.status()));
        if (response.isMissingNode()) {
            response = responses.get("default");
        }
        if (response.has("$ref")) {
            response = root.at(response.get("$ref").asString().substring(1));
        }
        return violations(response.get("content").get(answer.header("Content-Type")).get("schema"), answer.body());
    }
}
