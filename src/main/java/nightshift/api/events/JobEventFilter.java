package nightshift.api.events;

import java.util.List;
import java.util.Set;
import nightshift.format.filter.FilterText;
import nightshift.job.JobState;
import nightshift.store.Condition;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.TextValue;

/** Chooses events of jobs by what they have of the job. */
record JobEventFilter(JobFilter jobs) {

    private static final Set<Field> KNOWN = Set.of(Field.QUEUE, Field.TASK, Field.ID);

    /** @throws IllegalArgumentException if the text is no filter, or asks for what events do not have */
    static JobEventFilter read(String text) {
        JobFilter jobs = TextValue.filter(text);
        for (Condition condition : jobs.conditions()) {
            if (!(condition instanceof Matches matches) || !KNOWN.contains(matches.field())) {
                throw new IllegalArgumentException("cannot have " + FilterText.write(JobFilter.of(condition))
                        + " here: an event has the state, queue, task, and id of its job only");
            }
        }
        return new JobEventFilter(jobs);
    }

    boolean fits(JobId id, JobState state, QueueName queue, TaskName task) {
        return (jobs.states().isEmpty() || jobs.states().contains(state))
                && fits(Field.QUEUE, queue)
                && fits(Field.TASK, task)
                && fits(Field.ID, id);
    }

    private boolean fits(Field field, Object value) {
        return jobs.on(field).stream().allMatch(condition -> condition.fits(List.of(value.toString())));
    }
}
