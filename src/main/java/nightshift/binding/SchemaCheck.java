package nightshift.binding;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import nightshift.task.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks JSON against one schema, compiled once. */
final class SchemaCheck {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .format(new DurationFormat())
                    .build(),
            builder -> builder
                    // A schema comes from the author of the task: it must not fetch other schemas.
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ENGLISH)
                            .formatAssertionsEnabled(true)
                            .preloadSchema(true)
                            .build()));

    private final Schema schema;

    /** @throws IllegalArgumentException if that is not a schema */
    SchemaCheck(JsonNode schemaJson) {
        try {
            schema = REGISTRY.getSchema(schemaJson);
            schema.initializeValidators();
        } catch (SchemaException e) {
            throw new IllegalArgumentException("not a JSON Schema: " + e.getMessage(), e);
        }
    }

    /** Every place that does not fit, with the reason; empty if all fits. */
    List<Violation> violations(ArgsCodec codec, String json) {
        try {
            return schema.validate(codec.tree(json)).stream()
                    .map(SchemaViolation::of)
                    .distinct()
                    .toList();
        } catch (JacksonException e) {
            return List.of(BindViolation.ofSyntax(e));
        }
    }
}
