package nightshift.binding;

import nightshift.task.RawJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.ReaderBasedJsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Reads {@link RawJson} by cutting it out of the text that is being parsed, which the reader passes as an attribute. */
final class RawJsonModule extends SimpleModule {

    /** Attribute that holds the text. */
    static final String SOURCE = "nightshift.source";

    private static final long serialVersionUID = 1L;

    RawJsonModule() {
        super("nightshift-raw-json");
        addDeserializer(RawJson.class, new Cutter());
        addSerializer(RawJson.class, new Writer());
    }

    private static final class Cutter extends StdDeserializer<RawJson> {

        Cutter() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser parser, DeserializationContext context) {
            // A buffering parser, such as the one inside a polymorphic type, knows no offsets into the text.
            if (!(parser instanceof ReaderBasedJsonParser)
                    || !(context.getAttribute(SOURCE) instanceof String source)) {
                return context.reportInputMismatch(this, "cannot be kept as text at this place");
            }
            int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            parser.skipChildren();
            parser.finishToken();
            return new RawJson(source.substring(
                    start, Math.toIntExact(parser.currentLocation().getCharOffset())));
        }

        // Optional asks here for members that are null and for those that are missing.
        @Override
        public Object getNullValue(DeserializationContext context) {
            return context.getParser().hasToken(JsonToken.VALUE_NULL) ? new RawJson("null") : null;
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    private static final class Writer extends StdSerializer<RawJson> {

        Writer() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson value, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(value.text());
        }
    }
}
