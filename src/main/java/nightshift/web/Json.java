package nightshift.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import nightshift.format.JobJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON value to be written. */
@FunctionalInterface
public interface Json {

    /** Factory of generators; safe for any number of threads. */
    JsonFactory FACTORY = new JsonFactory();

    /** Writes the value. */
    void write(JsonGenerator out);

    /** The value as text. */
    default String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out);
        }
        return text.toString();
    }

    /**
     * The value in UTF-8. It goes through text, because the message of a task's exception can contain half a surrogate
     * pair. This turns it into a question mark, where a byte generator would fail.
     */
    default byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** A time as the API writes it. */
    static String time(Instant time) {
        return JobJson.time(time);
    }
}
