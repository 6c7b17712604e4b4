package nightshift.api.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nightshift.job.JobState;
import nightshift.store.JobTally;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** How many jobs fit a filter, and what they are. */
@Doc("How many jobs meet a filter, and in which states, queues, and tasks they are.")
public record JobFacetsAnswer(
        @Doc("The number of jobs.") long total,

        @Doc("Whether all jobs were counted. `false` if the time ran out, so that there may be more of everything.")
        boolean complete,

        @Doc("The jobs by their state.") List<JobsInState> states,

        @Doc("The jobs by their queue, in the order of the names.")
        List<JobsInQueue> queues,

        @Doc("The jobs by their task, in the order of the names.")
        List<OfTask> tasks,

        @Doc(
                value = "The most frequent tags of the newest 50,000 of the jobs, or of about as many.",
                schema = "{maxItems: 20}")
        List<OfTag> tags,

        @Doc(value = "The ids of the newest of the jobs.", schema = "{maxItems: 5}")
        List<JobId> sample) {

    /** Jobs of a task. */
    @Doc("How many jobs a task has.")
    public record OfTask(
            @Doc("The task.") TaskName task,
            @Doc("The number of jobs.") long count) {}

    /** Jobs with a tag. */
    @Doc("How many jobs have a tag.")
    public record OfTag(
            @Doc("The tag.") String tag,
            @Doc("The number of jobs.") long count) {}

    /** The answer for this tally. */
    public static JobFacetsAnswer of(JobTally tally) {
        return new JobFacetsAnswer(
                tally.jobs(),
                tally.complete(),
                Arrays.stream(JobState.values())
                        .filter(tally.states()::containsKey)
                        .map(state -> new JobsInState(state, tally.states().get(state)))
                        .toList(),
                sorted(tally.queues()).stream()
                        .map(each -> new JobsInQueue(new QueueName(each.getKey()), each.getValue()))
                        .toList(),
                sorted(tally.tasks()).stream()
                        .map(each -> new OfTask(new TaskName(each.getKey()), each.getValue()))
                        .toList(),
                tally.tags().entrySet().stream()
                        .map(each -> new OfTag(each.getKey(), each.getValue()))
                        .toList(),
                tally.sample());
    }

    private static List<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }
}
