package nightshift.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import nightshift.imports.RejectedRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rejected rows as they are stored: one line of JSON each. */
public final class Rejects {

    /** The column of a file of rejected rows that has the line of the row in the source. */
    public static final String LINE = "reject.line";

    /** The column that has the name of the first wrong column of the row. */
    public static final String COLUMN = "reject.column";
    /** The column that says why the row was rejected. */
    public static final String REASON = "reject.reason";

    /** The member that is added to a rejected line of NDJSON. */
    static final String MEMBER = "reject";

    private static final JsonMapper MAPPER = new JsonMapper();

    private Rejects() {}

    /** A rejected row with its line end, in UTF-8. */
    public static byte[] line(RejectedRow rejected) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("line", rejected.line());
        rejected.column().ifPresent(column -> line.put("column", column));
        line.put("reason", rejected.reason());
        line.putRawValue("row", new tools.jackson.databind.util.RawValue(rejected.row()));
        return (line + "\n").getBytes(UTF_8);
    }

    /** What {@link #line} has written. */
    public static RejectedRow read(String line) {
        JsonNode kept = MAPPER.readTree(line);
        return new RejectedRow(
                kept.get("line").asLong(),
                Optional.ofNullable(kept.get("column")).map(JsonNode::asString),
                kept.get("reason").asString(),
                kept.get("row").toString());
    }
}
