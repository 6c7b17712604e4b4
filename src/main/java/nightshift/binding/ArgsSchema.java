package nightshift.binding;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nightshift.format.TimeText;
import nightshift.task.RawJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Derives the JSON Schema of args (draft 2020-12) from their record. */
final class ArgsSchema {

    private static final Map<Class<?>, Class<?>> OPTIONAL_NUMBERS = Map.of(
            OptionalInt.class, Integer.class, OptionalLong.class, Long.class, OptionalDouble.class, Double.class);

    private final SchemaGenerator generator;

    ArgsSchema(JsonMapper mapper) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forFields()
                .withRequiredCheck(ArgsSchema::isRequired)
                .withNullableCheck(field -> false)
                .withTargetTypeOverridesResolver(ArgsSchema::number);
        // In the order of the record, which is the order that a form should have.
        config.forTypesInGeneral()
                .withPropertySorter((a, b) -> 0)
                .withCustomDefinitionProvider(special(RawJson.class, schema -> {}))
                .withCustomDefinitionProvider(special(Duration.class, ArgsSchema::duration));
        generator = new SchemaGenerator(config.build());
    }

    ObjectNode of(Type args) {
        ObjectNode schema = generator.generateSchema(args);
        dropNull(schema);
        return schema;
    }

    // The generator lets an Optional be null. Here what is optional is left out, so its schema is that of the value.
    private static void dropNull(JsonNode node) {
        node.forEach(ArgsSchema::dropNull);
        if (node.get("type") instanceof ArrayNode types && types.size() == 2 && isNull(types.get(1))) {
            ((ObjectNode) node).set("type", types.get(0));
        }
        if (node.get("anyOf") instanceof ArrayNode any
                && any.size() == 2
                && isNull(any.get(0).path("type"))) {
            ((ObjectNode) node).remove("anyOf");
            ((ObjectNode) node).setAll((ObjectNode) any.get(1));
        }
    }

    private static boolean isNull(JsonNode type) {
        return type.asString("").equals("null");
    }

    private static boolean isRequired(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && !isOptional(field.getDeclaredType())
                && Stream.of(field.getRawMember(), field.getRawMember().getAnnotatedType())
                        .flatMap(place -> Stream.of(place.getAnnotations()))
                        .noneMatch(ArgsSchema::isNullable);
    }

    private static boolean isOptional(ResolvedType type) {
        return type.getErasedType() == Optional.class || OPTIONAL_NUMBERS.containsKey(type.getErasedType());
    }

    private static List<ResolvedType> number(FieldScope field) {
        Class<?> number = OPTIONAL_NUMBERS.get(field.getDeclaredType().getErasedType());
        return number == null ? null : List.of(field.getContext().resolve(number));
    }

    // By name: there are many annotations of this name, and no standard one.
    private static boolean isNullable(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Nullable");
    }

    // Not by "format": that of RFC 3339 knows weeks and months, but no fractions of a second.
    private static void duration(ObjectNode schema) {
        schema.put("type", "string");
        schema.put("pattern", TimeText.DURATION);
        schema.putArray("examples").add("PT30S");
    }

    private static CustomDefinitionProviderV2 special(Class<?> special, Consumer<ObjectNode> description) {
        return (ResolvedType resolved, SchemaGenerationContext context) -> {
            if (resolved.getErasedType() != special) {
                return null;
            }
            ObjectNode schema = context.getGeneratorConfig().createObjectNode();
            description.accept(schema);
            return new CustomDefinition(
                    schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
        };
    }
}
