package nightshift.web;

import java.util.List;
import java.util.function.Consumer;
import nightshift.format.JsonLimits;
import nightshift.task.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Parses a body that must be one JSON object and nothing else. */
final class JsonBody {

    /**
     * Deeper than args may be nested, so that only the job with the deep args is refused, by name, and not the whole
     * list.
     */
    private static final int DEPTH_READ = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(JsonLimits.constraints(DEPTH_READ))
            .build();

    private JsonBody() {}

    /**
     * Reads the object.
     *
     * @param object called at its start, to read to its end
     * @throws ProblemException if the bytes are not a JSON object
     */
    static void read(byte[] bytes, int offset, int length, Consumer<JsonParser> object) {
        JsonText.check(bytes, offset, length);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            try {
                if (parser.nextToken() == null) {
                    throw JsonText.malformed("it is empty");
                }
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new Problem(
                                    400, "The body must be an object.", List.of(new Violation("", "must be an object")))
                            .exception();
                }
                object.accept(parser);
                if (parser.nextToken() != null) {
                    throw JsonText.malformed("there is more after the end of the object");
                }
            } catch (JacksonException e) {
                throw malformed(e, parser);
            }
        }
    }

    private static ProblemException malformed(JacksonException e, JsonParser parser) {
        if (e instanceof StreamConstraintsException constraints) {
            return new Problem(400, "The body " + JsonLimits.excess(constraints) + ".").exception();
        }
        // the rest of these messages is advice for code that calls the parser
        String why = e.getOriginalMessage()
                .replaceAll("(?s)[:;,]? \\(?(enable |start marker |use `|maybe a ).*|, from `[^`]*`", "");
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        FieldErrors place = new FieldErrors();
        place.malformed(parser.streamReadContext().pathAsPointer().toString(), why);
        return new Problem(
                        400,
                        "The body is not acceptable JSON" + where + ": " + why + ".",
                        place.problem("").errors())
                .exception();
    }
}
