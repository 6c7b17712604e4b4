package nightshift.api.jobs;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.Longest;
import nightshift.web.OrText;
import nightshift.web.Query;
import nightshift.web.TextValue;

/**
 * Which jobs a request means: query parameters, or in its body an object or the text of a filter. Conditions have the same
 * names and the same bounds in all of them, and all must hold.
 */
@OrText("filter")
public record Conditions(
        Set<JobState> state,
        Optional<QueueName> queue,
        Optional<TaskName> task,
        @Longest(Limits.TAG_LENGTH) Optional<String> tag,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        @Longest(TEXT_LONGEST) Optional<String> q,
        Optional<JobFilter> filter) {

    private static final int TEXT_LONGEST = 200;

    /** The filter in query parameters. What is wrong with them, {@link Query#end} reports. */
    public static JobFilter read(Query query) {
        return new Conditions(
                        new HashSet<>(query.values("state", TextValue::state)),
                        query.value("queue", QueueName::new),
                        query.value("task", TaskName::new),
                        query.text("tag", Limits.TAG_LENGTH),
                        query.time("createdAfter"),
                        query.time("createdBefore"),
                        query.text("q", TEXT_LONGEST),
                        query.value("filter", TextValue::filter))
                .all()
                .and(query.value("failure", Fingerprint::of)
                        .map(group -> JobFilter.of(Matches.exactly(Field.FAILURE, group.hex())))
                        .orElse(JobFilter.ALL));
    }

    /** All conditions. */
    public JobFilter all() {
        JobFilter separate = new SeparateConditions(state, queue, task, tag, createdAfter, createdBefore, q).filter();
        return filter.map(separate::and).orElse(separate);
    }
}
