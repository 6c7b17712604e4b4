package nightshift.api.jobs;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.FieldReader;
import nightshift.web.Query;
import nightshift.web.ShortText;

/**
 * Reads which jobs a request means, from query parameters or from an object in its body. Conditions have the same names and
 * the same bounds in both.
 */
public final class FilterReader {

    private static final int TEXT_LONGEST = 200;

    private Set<JobState> states = Set.of();
    private Optional<QueueName> queue = Optional.empty();
    private Optional<TaskName> task = Optional.empty();
    private Optional<String> tag = Optional.empty();
    private Optional<Instant> createdAfter = Optional.empty();
    private Optional<Instant> createdBefore = Optional.empty();
    private Optional<String> text = Optional.empty();

    /** No conditions yet. */
    public FilterReader() {}

    /** The filter in query parameters. What is wrong with them, {@link Query#end} reports. */
    public static JobFilter read(Query query) {
        return new JobFilter(
                new HashSet<>(query.values("state", FilterReader::state)),
                query.value("queue", QueueName::new),
                query.value("task", TaskName::new),
                query.text("tag", Limits.TAG_LENGTH),
                query.time("createdAfter"),
                query.time("createdBefore"),
                query.text("q", TEXT_LONGEST));
    }

    /** Reads one field of an object of conditions, for {@link FieldReader#nested}. */
    public void field(FieldReader in, String name) {
        switch (name) {
            case "state" -> states = new HashSet<>(in.values(name, FilterReader::state));
            case "queue" -> queue = in.value(name, QueueName::new, "");
            case "task" -> task = in.value(name, TaskName::new, "");
            case "tag" -> tag = in.value(name, given -> ShortText.checked(given, Limits.TAG_LENGTH), "");
            case "createdAfter" -> createdAfter = in.time(name);
            case "createdBefore" -> createdBefore = in.time(name);
            case "q" -> text = in.value(name, given -> ShortText.checked(given, TEXT_LONGEST), "");
            default -> in.unknown(name);
        }
    }

    /** All conditions read by {@link #field}. */
    public JobFilter filter() {
        return new JobFilter(states, queue, task, tag, createdAfter, createdBefore, text);
    }

    private static JobState state(String name) {
        for (JobState state : JobState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw new IllegalArgumentException("must be one of " + List.of(JobState.values()));
    }
}
