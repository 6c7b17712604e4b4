package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.format.filter.FilterText;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * Which jobs are meant: the schema {@code JobFilter}, which a request has too.
 *
 * @param filter all conditions; the others are there where they say the same
 */
record JobConditions(
        Optional<List<JobState>> state,
        Optional<QueueName> queue,
        Optional<TaskName> task,
        Optional<String> tag,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        Optional<String> q,
        Optional<String> filter) {

    static JobConditions of(JobFilter filter) {
        SeparateConditions separate = SeparateConditions.of(filter)
                .orElseGet(() -> SeparateConditions.of(JobFilter.ALL).orElseThrow());
        return new JobConditions(
                Optional.of(separate.states().stream().sorted().toList()).filter(states -> !states.isEmpty()),
                separate.queue(),
                separate.task(),
                separate.tag(),
                separate.createdAfter(),
                separate.createdBefore(),
                separate.text(),
                Optional.of(FilterText.write(filter)).filter(text -> !text.isEmpty()));
    }
}
