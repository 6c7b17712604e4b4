package nightshift.format.filter;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A filter of jobs as the store keeps it: members of a JSON object that may have others too. */
public final class FilterJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private FilterJson() {}

    /** Writes the conditions into the object that is being written. */
    public static void write(JsonGenerator out, JobFilter filter) {
        SeparateConditions separate = SeparateConditions.of(filter)
                .orElseThrow(() -> new IllegalArgumentException("cannot be stored: " + filter));
        out.writeArrayPropertyStart("states");
        separate.states().stream().sorted().forEach(state -> out.writeString(state.name()));
        out.writeEndArray();
        separate.queue().ifPresent(queue -> out.writeStringProperty("queue", queue.value()));
        separate.task().ifPresent(task -> out.writeStringProperty("task", task.value()));
        separate.tag().ifPresent(tag -> out.writeStringProperty("tag", tag));
        separate.createdAfter().ifPresent(time -> out.writeStringProperty("createdAfter", time.toString()));
        separate.createdBefore().ifPresent(time -> out.writeStringProperty("createdBefore", time.toString()));
        separate.text().ifPresent(text -> out.writeStringProperty("text", text));
    }

    /** Reads the conditions that {@link #write} wrote into an object. */
    public static JobFilter read(String object) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        Map<String, String> texts = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), object)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, in.getString());
                } else if (name.equals("states")) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        states.add(JobState.valueOf(in.getString()));
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
        return new SeparateConditions(
                        states,
                        Optional.ofNullable(texts.get("queue")).map(QueueName::new),
                        Optional.ofNullable(texts.get("task")).map(TaskName::new),
                        Optional.ofNullable(texts.get("tag")),
                        Optional.ofNullable(texts.get("createdAfter")).map(Instant::parse),
                        Optional.ofNullable(texts.get("createdBefore")).map(Instant::parse),
                        Optional.ofNullable(texts.get("text")))
                .filter();
    }
}
