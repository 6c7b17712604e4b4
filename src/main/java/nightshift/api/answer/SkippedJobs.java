package nightshift.api.answer;

import java.util.List;
import nightshift.operations.Operations;
import nightshift.task.JobId;

/** Jobs that an operation leaves as they are. */
@Doc("Jobs that fit the filter and that the operation leaves as they are.")
record SkippedJobs(
        @Doc(value = """
                Why. `state`: the action does not apply in their state. `running`: they run, and the action is only for jobs that do not. \
                `unchanged`: they are already as the action would make them. `unique-key-held`: another live job has their unique key. \
                `internal`: they are jobs of Nightshift itself. `changed`: they changed between the moment when they were found and the \
                moment when it was their turn. `gone`: they were removed in that time.""", schema = """
                {enum: [state, running, unchanged, unique-key-held, internal, changed, gone]}""") String reason,

        @Doc("The number of these jobs.") long count,

        @Doc(value = "The ids of the first of these jobs, at most 5.", schema = "{maxItems: 5}")
        List<JobId> sample) {

    static List<SkippedJobs> of(List<Operations.Skipped> skipped) {
        return skipped.stream()
                .map(some -> new SkippedJobs(some.reason().label(), some.count(), some.sample()))
                .toList();
    }
}
