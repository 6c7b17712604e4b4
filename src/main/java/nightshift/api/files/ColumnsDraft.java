package nightshift.api.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client says about the columns of a CSV file.
 *
 * @param fields field of a column, where one is given; empty to ignore the column
 * @param types  type of the cells of a column, where one is given
 */
record ColumnsDraft(Map<String, Optional<String>> fields, Map<String, CellType> types) {

    /** Nothing. */
    static final ColumnsDraft NONE = new ColumnsDraft(Map.of(), Map.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int COLUMNS_MOST = 1000;
    private static final int FIELD_LONGEST = 200;
    /** A name, or a JSON Pointer. */
    private static final Pattern FIELD = Pattern.compile("[^/].*+|(?:/(?:[^~/]|~[01])*+){1,10}+", Pattern.DOTALL);

    private static final Set<String> MEMBERS = Set.of("to", "type");

    /** @throws IllegalArgumentException if the text is no such object; the message says what it must be */
    static ColumnsDraft read(String text, FileFormat format) {
        if (format != FileFormat.CSV) {
            throw new IllegalArgumentException("is for text/csv; a line of NDJSON is the args as they are");
        }
        ColumnsDraft draft = new ColumnsDraft(new HashMap<>(), new HashMap<>());
        object(text).properties().forEach(column -> draft.add(column.getKey(), column.getValue()));
        return draft;
    }

    private void add(String column, JsonNode given) {
        if (given.isNull()) {
            fields.put(column, Optional.empty());
        } else if (given.isObject()) {
            addTyped(column, given);
        } else {
            fields.put(column, Optional.of(field(column, given)));
        }
    }

    private void addTyped(String column, JsonNode given) {
        if (given.isEmpty() || !MEMBERS.containsAll(given.propertyNames())) {
            throw wrong(column);
        }
        if (given.has("to")) {
            fields.put(column, Optional.of(field(column, given.get("to"))));
        }
        if (given.has("type")) {
            types.put(column, CellType.of(given.get("type").asString("")).orElseThrow(() -> wrong(column)));
        }
    }

    private static String field(String column, JsonNode given) {
        if (given.isString()
                && given.asString().length() <= FIELD_LONGEST
                && FIELD.matcher(given.asString()).matches()) {
            return given.asString();
        }
        throw wrong(column);
    }

    private static IllegalArgumentException wrong(String column) {
        return new IllegalArgumentException(
                "has for \"" + column + "\" neither null nor the name of a field of args or a JSON"
                        + " Pointer such as /address/city, of at most " + FIELD_LONGEST
                        + " characters and 10 steps, nor an object such as"
                        + " {\"to\":\"/address/city\",\"type\":\"json\"}, where type is string, number, boolean or json");
    }

    private static JsonNode object(String text) {
        JsonNode object;
        try {
            object = JSON.readTree(text);
        } catch (JacksonException e) {
            object = JSON.missingNode();
        }
        if (!object.isObject() || object.size() > COLUMNS_MOST) {
            throw new IllegalArgumentException(
                    "must be a JSON object such as {\"E-mail\":\"to\",\"Notes\":null}, of at most " + COLUMNS_MOST
                            + " members with different names");
        }
        return object;
    }
}
