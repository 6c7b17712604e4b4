package nightshift.imports.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.imports.CellType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a schema says about the members of args, as far as its keywords are simple enough to read. */
final class ArgsTypes {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int REFERENCES_MOST = 20;

    private final JsonNode schema;

    ArgsTypes(String schema) {
        this.schema = MAPPER.readTree(schema);
    }

    /**
     * The type of a place.
     *
     * @param path names of members, from the outermost inwards
     * @return empty if args cannot have it
     */
    Optional<CellType> at(List<String> path) {
        JsonNode node = resolved(schema);
        for (String name : path) {
            node = member(node, name);
        }
        return node.isBoolean() && !node.booleanValue() ? Optional.empty() : Optional.of(type(node));
    }

    /** Names of members that args must have. */
    Set<String> required() {
        Set<String> names = new HashSet<>();
        resolved(schema).path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    /** Names of members that the schema knows. */
    Set<String> known() {
        return Set.copyOf(resolved(schema).path("properties").propertyNames());
    }

    private JsonNode member(JsonNode node, String name) {
        JsonNode named = node.path("properties").get(name);
        if (named != null) {
            return resolved(named);
        }
        if (node.has("patternProperties")) {
            return MAPPER.missingNode();
        }
        JsonNode others = node.path("additionalProperties");
        if (others.isMissingNode() && !isCombined(node)) {
            others = node.path("unevaluatedProperties");
        }
        return others.isBoolean() && others.booleanValue() ? MAPPER.missingNode() : resolved(others);
    }

    private static boolean isCombined(JsonNode node) {
        return node.has("allOf")
                || node.has("anyOf")
                || node.has("oneOf")
                || node.has("if")
                || node.has("$ref")
                || node.has("dependentSchemas");
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        for (int i = 0; i < REFERENCES_MOST && target.path("$ref").asString("").startsWith("#/"); i++) {
            target = schema.at(target.get("$ref").asString().substring(1));
        }
        return target;
    }

    private static CellType type(JsonNode node) {
        Set<String> types = new HashSet<>();
        JsonNode given = node.path("type");
        if (given.isArray()) {
            given.forEach(type -> types.add(type.asString()));
        } else if (given.isString()) {
            types.add(given.asString());
        }
        types.remove("null");
        if (types.isEmpty() || types.contains("string")) {
            return CellType.STRING;
        }
        if (Set.of("integer", "number").containsAll(types)) {
            return CellType.NUMBER;
        }
        return types.equals(Set.of("boolean")) ? CellType.BOOLEAN : CellType.JSON;
    }
}
