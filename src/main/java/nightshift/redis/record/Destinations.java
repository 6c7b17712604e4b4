package nightshift.redis.record;

import java.util.Optional;
import nightshift.job.Destination;
import nightshift.job.Reserved;
import nightshift.task.TaskName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds what a job will call. */
final class Destinations {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String URL = "url";

    private Destinations() {}

    /** The host that the args of an HTTP request name; empty for jobs of other tasks, and where the args are no such request. */
    static Optional<Destination> of(TaskName task, String args) {
        return task.equals(Reserved.HTTP_TASK) ? url(args).flatMap(Destination::of) : Optional.empty();
    }

    private static Optional<String> url(String args) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), args)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = URL.equals(json.currentName());
                JsonToken value = json.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(json.getString()) : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) { // the task refuses such args, if it gets them
            return Optional.empty();
        }
    }
}
