package nightshift.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nightshift.format.FileFormat;
import nightshift.format.filter.FilterText;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The types of values that clients write as a text, in bodies as in query parameters. */
public final class TextValue {

    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            QueueName.class, QueueName::new,
            TaskName.class, TaskName::new,
            JobState.class, TextValue::state,
            FileFormat.class, TextValue::format);

    private TextValue() {}

    /** What reads a text as this type; it throws IllegalArgumentException with a message about what is wrong. */
    static Optional<Function<String, ?>> of(Class<?> type) {
        return Optional.ofNullable(READERS.get(type));
    }

    /** @throws IllegalArgumentException if there is no state of this name */
    public static JobState state(String name) {
        return Stream.of(JobState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + List.of(JobState.values())));
    }

    /**
     * A filter of jobs, whose relative times count from now.
     *
     * @throws IllegalArgumentException if it cannot be used as a whole
     */
    public static JobFilter filter(String text) {
        return FilterText.read(text, Instant.now());
    }

    private static FileFormat format(String label) {
        return FileFormat.ofLabel(label).orElseThrow(() -> new IllegalArgumentException("must be ndjson or csv"));
    }
}
