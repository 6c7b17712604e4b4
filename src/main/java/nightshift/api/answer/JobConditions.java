package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Which jobs are meant: the schema {@code JobFilter}, which a request has too. */
record JobConditions(
        Optional<List<JobState>> state,
        Optional<QueueName> queue,
        Optional<TaskName> task,
        Optional<String> tag,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        Optional<String> q) {

    static JobConditions of(JobFilter filter) {
        return new JobConditions(
                Optional.of(filter.states().stream().sorted().toList()).filter(states -> !states.isEmpty()),
                filter.queue(),
                filter.task(),
                filter.tag(),
                filter.createdAfter(),
                filter.createdBefore(),
                filter.text());
    }
}
