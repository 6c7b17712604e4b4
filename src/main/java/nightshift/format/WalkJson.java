package nightshift.format;

import java.time.Instant;
import nightshift.store.JobWalks.Walk;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A walk as the store keeps it: members of a JSON object that may have others too. */
public final class WalkJson {

    private WalkJson() {}

    /** Writes the walk into the object that is being written. */
    public static void write(JsonGenerator out, Walk walk) {
        out.writeStringProperty("route", walk.route());
        out.writeNumberProperty("until", walk.until().toEpochMilli());
        out.writeNumberProperty("most", walk.most());
    }

    /** Reads what {@link #write} wrote into an object. */
    public static Walk read(JsonNode object) {
        return new Walk(
                object.get("route").asString(),
                Instant.ofEpochMilli(object.get("until").asLong()),
                object.get("most").asLong());
    }
}
