package nightshift.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobState;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * Which jobs to list; all conditions must hold.
 *
 * @param states        any of these; empty for all
 * @param queue         in this queue
 * @param task          of this task
 * @param tag           with this tag
 * @param createdAfter  created at or after this time
 * @param createdBefore created before this time
 * @param text          beginning of the id, any part of it from 6 characters on, part of a tag, or part of the failure's
 *                      type or message; ignoring case
 */
public record JobFilter(
        Set<JobState> states,
        Optional<QueueName> queue,
        Optional<TaskName> task,
        Optional<String> tag,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        Optional<String> text) {

    /** Every job. */
    public static final JobFilter ALL = new JobFilter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
