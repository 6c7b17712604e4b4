package nightshift.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A line of the archive: a job as it was when it was removed. */
final class ArchivedJob {

    private static final JsonFactory FACTORY = new JsonFactory();
    /** The fields that a job is submitted with, under the names that the API shows. */
    private static final List<String> SUBMITTED =
            List.of("task", "args", "queue", "priority", "maxAttempts", "timeout", "retry", "tags");

    private final byte[] line;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> raw = new HashMap<>();
    private final List<String> tags = new ArrayList<>();

    /** @throws tools.jackson.core.JacksonException if it is not JSON */
    ArchivedJob(byte[] line) {
        this.line = line;
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    member(in, name);
                }
            }
        }
    }

    private void member(JsonParser in, String name) {
        int from = (int) in.currentTokenLocation().getByteOffset();
        if (in.currentToken() == JsonToken.VALUE_STRING && !name.equals("args") && !name.equals("result")) {
            texts.put(name, in.getString());
        } else if (name.equals("tags")) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                tags.add(in.getString());
            }
        } else {
            in.skipChildren();
            in.finishToken();
        }
        if (SUBMITTED.contains(name)) {
            int to = (int) in.currentLocation().getByteOffset();
            raw.put(name, new String(line, from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** The line as it stands in the archive. */
    byte[] line() {
        return line;
    }

    UUID id() {
        return UUID.fromString(text("id"));
    }

    /** Text of a member; empty if there is none. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    List<String> tags() {
        return tags;
    }

    /** When it reached its final state. */
    Instant finishedAt() {
        return Instant.parse(text("finishedAt").isEmpty() ? text("createdAt") : text("finishedAt"));
    }

    /** The request that submits a job like this one. */
    byte[] submission() {
        StringBuilder job = new StringBuilder("{");
        for (String name : SUBMITTED) {
            if (raw.containsKey(name)) {
                job.append(job.length() == 1 ? "" : ",")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(raw.get(name));
            }
        }
        return job.append("}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
