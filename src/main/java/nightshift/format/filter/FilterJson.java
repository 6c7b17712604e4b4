package nightshift.format.filter;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Earlier versions do not know the member with the text. This state, which none has, keeps them from meaning all jobs. */
    private static final String IN_TEXT = "IN_FILTER";

    private static final String TEXT = "filter";

    private FilterJson() {}

    /** Writes the conditions into the object that is being written. */
    public static void write(JsonGenerator out, JobFilter filter) {
        SeparateConditions.of(filter).ifPresentOrElse(separate -> write(out, separate), () -> {
            out.writeArrayPropertyStart("states");
            out.writeString(IN_TEXT);
            out.writeEndArray();
            out.writeStringProperty(TEXT, FilterText.write(filter));
        });
    }

    private static void write(JsonGenerator out, SeparateConditions separate) {
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
        Set<String> names = new HashSet<>();
        Map<String, String> texts = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), object)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, in.getString());
                } else if (name.equals("states")) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        names.add(in.getString());
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
        if (names.equals(Set.of(IN_TEXT))) {
            return FilterText.readWritten(texts.get(TEXT));
        }
        return new SeparateConditions(
                        names.stream().map(JobState::valueOf).collect(Collectors.toSet()),
                        Optional.ofNullable(texts.get("queue")).map(QueueName::new),
                        Optional.ofNullable(texts.get("task")).map(TaskName::new),
                        Optional.ofNullable(texts.get("tag")),
                        Optional.ofNullable(texts.get("createdAfter")).map(Instant::parse),
                        Optional.ofNullable(texts.get("createdBefore")).map(Instant::parse),
                        Optional.ofNullable(texts.get("text")))
                .filter();
    }
}
