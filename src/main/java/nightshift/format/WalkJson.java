package nightshift.format;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nightshift.store.JobWalks.Walk;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A walk as the store keeps it: members of a JSON object that may have others too. */
public final class WalkJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ROUTE = "route";
    private static final String UNTIL = "until";
    private static final String MOST = "most";

    private WalkJson() {}

    /** Writes the walk into the object that is being written. */
    public static void write(JsonGenerator out, Walk walk) {
        out.writeStringProperty(ROUTE, walk.route());
        out.writeNumberProperty(UNTIL, walk.until().toEpochMilli());
        out.writeNumberProperty(MOST, walk.most());
    }

    /** Reads what {@link #write} wrote into an object. */
    public static Walk read(String object) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), object)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken().isScalarValue()) {
                    members.put(name, in.getString());
                } else {
                    in.skipChildren();
                }
            }
        }
        return new Walk(
                members.get(ROUTE),
                Instant.ofEpochMilli(Long.parseLong(members.get(UNTIL))),
                Long.parseLong(members.get(MOST)));
    }
}
