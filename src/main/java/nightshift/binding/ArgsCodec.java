package nightshift.binding;

import nightshift.format.JsonLimits;
import nightshift.task.RawJson;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns args from JSON text into records, and results into JSON text. Strict: it refuses members that it does not know.
 */
final class ArgsCodec {

    private final JsonMapper mapper = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(JsonLimits.ARGS).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new RawJsonModule())
            .build();

    JsonMapper mapper() {
        return mapper;
    }

    /** @throws tools.jackson.core.JacksonException if the text is not one JSON value */
    JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    ObjectReader reader(JavaType type) {
        return mapper.readerFor(type);
    }

    /** @throws tools.jackson.core.JacksonException if the JSON does not fit the type; its path says where */
    static Object read(ObjectReader reader, String json) {
        return reader.withAttribute(RawJsonModule.SOURCE, json).readValue(json);
    }

    /** The value as JSON text. */
    String write(Object value) {
        return value instanceof RawJson raw ? raw.text() : mapper.writeValueAsString(value);
    }
}
