package nightshift.format.filter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.JobState;
import nightshift.store.Condition;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A filter of which each condition stands for itself. Not every filter can be written like this.
 *
 * @param states        any of these; empty for all
 * @param queue         in this queue
 * @param task          of this task
 * @param tag           with this tag
 * @param createdAfter  created at or after this time
 * @param createdBefore created before this time
 * @param text          what the id, a tag, or the failure mentions
 */
public record SeparateConditions(
        Set<JobState> states,
        Optional<QueueName> queue,
        Optional<TaskName> task,
        Optional<String> tag,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        Optional<String> text) {

    /** The same filter; empty if it cannot be written like this. */
    public static Optional<SeparateConditions> of(JobFilter filter) {
        SeparateConditions separate = new SeparateConditions(
                filter.states(),
                filter.exact(Field.QUEUE).map(QueueName::new),
                filter.exact(Field.TASK).map(TaskName::new),
                filter.exact(Field.TAG),
                filter.createdFrom(),
                filter.createdBefore(),
                filter.mentioned(Where.LABELS).stream().findFirst());
        return Optional.of(separate).filter(same -> same.filter().equals(filter));
    }

    /** The filter. */
    public JobFilter filter() {
        List<Condition> conditions = new ArrayList<>();
        queue.ifPresent(name -> conditions.add(Matches.exactly(Field.QUEUE, name.value())));
        task.ifPresent(name -> conditions.add(Matches.exactly(Field.TASK, name.value())));
        tag.ifPresent(word -> conditions.add(Matches.exactly(Field.TAG, word)));
        if (Stream.of(createdAfter, createdBefore).anyMatch(Optional::isPresent)) {
            conditions.add(new Between(Time.CREATED, createdAfter, createdBefore));
        }
        text.ifPresent(word -> conditions.add(new Mentions(Where.LABELS, word, false)));
        return new JobFilter(states, conditions);
    }
}
