package nightshift.work;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaKeyword;
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
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Derives the JSON Schema of args, draft 2020-12, from their record. */
final class ArgsSchema {

    private static final Map<Class<?>, Class<?>> OPTIONAL_NUMBERS = Map.of(
            OptionalInt.class, Integer.class, OptionalLong.class, Long.class, OptionalDouble.class, Double.class);

    private final SchemaGenerator generator;

    ArgsSchema(JsonMapper mapper) {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                        .without(Option.FLATTENED_OPTIONALS)
                        .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                        .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forFields()
                .withRequiredCheck(ArgsSchema::isRequired)
                .withNullableCheck(field -> false)
                .withTargetTypeOverridesResolver(ArgsSchema::inside);
        // In the order of the record, which is the order that a form should have.
        config.forTypesInGeneral().withPropertySorter((a, b) -> 0)
                .withCustomDefinitionProvider(special(RawJson.class, null, null))
                .withCustomDefinitionProvider(special(Duration.class, "string", "duration"));
        generator = new SchemaGenerator(config.build());
    }

    ObjectNode of(Type args) {
        return generator.generateSchema(args);
    }

    private static boolean isRequired(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && !isOptional(field.getDeclaredType())
                && Stream.of(field.getRawMember().getAnnotations(), field.getRawMember().getAnnotatedType().getAnnotations())
                        .flatMap(Stream::of).noneMatch(ArgsSchema::isNullable);
    }

    private static boolean isOptional(ResolvedType type) {
        return type.getErasedType() == Optional.class || OPTIONAL_NUMBERS.containsKey(type.getErasedType());
    }

    // What is optional is left out, not null; so its schema is that of the value.
    private static List<ResolvedType> inside(FieldScope field) {
        ResolvedType type = field.getDeclaredType();
        if (field.isFakeContainerItemScope() || !isOptional(type)) {
            return null;
        }
        return List.of(type.getErasedType() == Optional.class
                ? type.typeParametersFor(Optional.class).get(0)
                : field.getContext().resolve(OPTIONAL_NUMBERS.get(type.getErasedType())));
    }

    // By name, as there are many of them and none is everybody's.
    private static boolean isNullable(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Nullable");
    }

    private static CustomDefinitionProviderV2 special(Class<?> special, String type, String format) {
        return (ResolvedType resolved, SchemaGenerationContext context) -> {
            if (resolved.getErasedType() != special) {
                return null;
            }
            ObjectNode schema = context.getGeneratorConfig().createObjectNode();
            if (type != null) {
                schema.put(context.getKeyword(SchemaKeyword.TAG_TYPE), type);
                schema.put(context.getKeyword(SchemaKeyword.TAG_FORMAT), format);
            }
            return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.EXCLUDING_ATTRIBUTES);
        };
    }
}
