package nightshift.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import nightshift.access.Role;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Derives the response schemas of the API from the records in {@code nightshift.api.answer}. */
final class AnswerSchemas {

    private static final String SUFFIX = "Answer";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<Class<?>, String> PLAIN = Map.ofEntries(
            Map.entry(String.class, "{type: string}"),
            Map.entry(URI.class, "{type: string, format: uri}"),
            Map.entry(int.class, "{type: integer}"),
            Map.entry(Integer.class, "{type: integer}"),
            Map.entry(OptionalInt.class, "{type: integer}"),
            Map.entry(long.class, "{type: integer}"),
            Map.entry(Long.class, "{type: integer}"),
            Map.entry(OptionalLong.class, "{type: integer}"),
            Map.entry(double.class, "{type: number}"),
            Map.entry(OptionalDouble.class, "{type: number}"),
            Map.entry(boolean.class, "{type: boolean}"),
            Map.entry(Boolean.class, "{type: boolean}"),
            Map.entry(Instant.class, "{type: string, format: date-time}"),
            Map.entry(JobId.class, "{type: string, format: uuid}"),
            Map.entry(Fingerprint.class, "{type: string}"),
            Map.entry(Object.class, "{}"),
            Map.entry(RawValue.class, "{}"));
    private static final Map<Class<?>, String> NAMED =
            Map.of(Duration.class, "Duration", QueueName.class, "QueueName", TaskName.class, "TaskName");
    /** Constants that have a schema of their own, since several answers or requests have them, with its description. */
    private static final Map<Class<?>, String> CONSTANTS = Map.of(
            JobState.class, """
                    Where a job stands. `SCHEDULED`: it waits for its time. `READY`: it waits for a worker. `BLOCKED`: it waits for \
                    another job to end. `RUNNING`: a worker runs it. `RETRYING`: an attempt failed, and it waits for \
                    the next one. `SUCCEEDED`: it is done. `DEAD`: it has failed for good. `CANCELLED`: it was canceled. `EXPIRED`: it \
                    was not started in time. The last four are final.""",
            BulkState.class, """
                    Where an import or export stands: the state of its job, except that `STOPPED` stands for `CANCELLED`. An import or \
                    export that is `DEAD`, `STOPPED`, `EXPIRED`, or `RETRYING` can be restarted.""",
            FileFormat.class,
                    "Format of a file, always in UTF-8: `csv` has a header and commas (RFC 4180), `ndjson` has one JSON value on each line.",
            CellType.class,
                    "How the text of a cell becomes a value: as text, as a number, as `true` or `false`, or as any JSON.");

    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private AnswerSchemas() {}

    /** Every response schema by its name, in order. */
    static Map<String, ObjectNode> all() {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        CONSTANTS.forEach((type, description) ->
                schemas.put(type.getSimpleName(), constants(type).put("description", description)));
        records().forEach(type -> schemas.put(name(type), record(type)));
        return schemas;
    }

    /** Every answer, found by its name, so that none can be forgotten. */
    static List<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(AnswerSchemas.class.getPackageName())
                        .stream()
                        .filter(type -> type.isRecord() && type.getSimpleName().endsWith(SUFFIX))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    static String name(Class<?> answer) {
        return answer.getSimpleName().substring(0, answer.getSimpleName().length() - SUFFIX.length());
    }

    /** The schema of an object with the components of this record. */
    static ObjectNode record(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        describe(schema, type);
        ArrayNode required = schema.putArray("required");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (!OPTIONAL.contains(component.getType())) {
                required.add(component.getName());
            }
        }
        if (required.isEmpty()) {
            schema.remove("required");
        }
        Doc doc = type.getAnnotation(Doc.class);
        return doc == null ? schema : schema.setAll(keywords(doc));
    }

    private static ObjectNode property(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        ObjectNode keywords = doc == null ? JsonNodeFactory.instance.objectNode() : keywords(doc);
        boolean replaced = keywords.has("$ref") || keywords.has("anyOf") || keywords.has("oneOf");
        ObjectNode schema = replaced ? JsonNodeFactory.instance.objectNode() : schema(component.getGenericType());
        if (component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
            schema.putArray("type").add("string").add("null");
        }
        describe(schema, component);
        schema.setAll(keywords);
        return schema;
    }

    private static void describe(ObjectNode schema, AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        if (doc != null && !doc.value().isEmpty()) {
            schema.put("description", doc.value().strip());
        }
    }

    private static ObjectNode keywords(Doc doc) {
        return doc.schema().isEmpty() ? JsonNodeFactory.instance.objectNode() : read(doc.schema());
    }

    private static ObjectNode read(String yaml) {
        return (ObjectNode) YAML.readTree(yaml);
    }

    private static ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return schema(arguments[0]);
            }
            return generic.getRawType() == List.class ? list(arguments[0]) : map((Class<?>) arguments[0], arguments[1]);
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return read(PLAIN.get(plain));
        }
        if (NAMED.containsKey(plain)) {
            return reference(NAMED.get(plain));
        }
        if (plain.isEnum()) {
            return CONSTANTS.containsKey(plain) ? reference(plain.getSimpleName()) : constants(plain);
        }
        if (!plain.isRecord()) {
            throw new IllegalArgumentException("An answer cannot have a " + plain + ": add it here and to AnswerJson.");
        }
        return plain.getSimpleName().endsWith(SUFFIX) ? reference(name(plain)) : record(plain);
    }

    private static ObjectNode list(Type item) {
        ObjectNode schema = read("{type: array}");
        schema.set("items", schema(item));
        return schema;
    }

    /** Of a map whose keys are constants, every one is there. */
    private static ObjectNode map(Class<?> key, Type value) {
        ObjectNode schema = read("{type: object}");
        if (!key.isEnum()) {
            schema.set("additionalProperties", schema(value));
            return schema;
        }
        schema.set("required", constants(key).get("enum"));
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        schema.get("required").forEach(name -> properties.set(name.asString(), counted(key, name.asString(), value)));
        return schema;
    }

    private static ObjectNode counted(Class<?> key, String name, Type value) {
        if (key != JobState.class) {
            throw new IllegalArgumentException("Say here what the keys of a map of " + key + " count.");
        }
        return schema(value).put("description", "Number of jobs that are `" + name + "`.");
    }

    private static ObjectNode constants(Class<?> type) {
        ObjectNode schema = read("{type: string}");
        ArrayNode names = schema.putArray("enum");
        boolean labels = Set.of(Role.class, FileFormat.class, CellType.class).contains(type);
        Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .forEach(name -> names.add(labels ? name.toLowerCase(Locale.ROOT) : name));
        return schema;
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** The schemas as they stand in the document. */
    static String yaml() {
        StringBuilder text = new StringBuilder();
        all().forEach((name, schema) -> {
            text.append("    ").append(name).append(":\n");
            schema.properties().forEach(keyword -> {
                text.append("      ").append(keyword.getKey()).append(':');
                if (keyword.getKey().equals("properties") && !keyword.getValue().isEmpty()) {
                    text.append('\n');
                    keyword.getValue()
                            .properties()
                            .forEach(property -> text.append("        ")
                                    .append(property.getKey())
                                    .append(": ")
                                    .append(flow(property.getValue()))
                                    .append('\n'));
                } else {
                    text.append(' ').append(flow(keyword.getValue())).append('\n');
                }
            });
        });
        return text.toString();
    }

    private static String flow(JsonNode node) {
        StringBuilder text = new StringBuilder();
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> text.append(text.isEmpty() ? "" : ", ")
                            .append(member.getKey())
                            .append(": ")
                            .append(flow(member.getValue())));
            return "{" + text + "}";
        }
        if (node.isArray()) {
            node.forEach(item -> text.append(text.isEmpty() ? "" : ", ").append(flow(item)));
            return "[" + text + "]";
        }
        boolean plain = !node.isString()
                || node.asString().matches("[A-Za-z][A-Za-z0-9_/.-]*")
                        && !node.asString().equals("null");
        return plain ? node.asString() : "'" + node.asString().replace("'", "''") + "'";
    }
}
