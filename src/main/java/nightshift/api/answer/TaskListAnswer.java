package nightshift.api.answer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;
import tools.jackson.databind.util.RawValue;

/** All tasks. */
@Doc("All tasks that the server knows.")
public record TaskListAnswer(
        @Doc("The tasks, in the order of their names.") List<TaskAnswer> items) {

    /** A task. */
    @Doc("A task: a named handler that runs jobs.")
    public record TaskAnswer(
            @Doc("The name of the task.") TaskName name,
            @Doc("What the task does.") String description,

            @Doc("Whether the task belongs to Nightshift itself, so that its jobs cannot be submitted.")
            boolean internal,

            @Doc("The longest time that one attempt can take, for jobs that do not set their own timeout.")
            Duration timeout,

            @Doc(
                    value = "JSON Schema (draft 2020-12) that the args of a job must fit.",
                    schema = "{type: [object, boolean]}")
            RawValue argsSchema) {}

    /** The answer for these tasks. */
    public static TaskListAnswer of(Collection<TaskDefinition> tasks) {
        return new TaskListAnswer(tasks.stream()
                .map(task -> new TaskAnswer(
                        task.name(),
                        task.description(),
                        Reserved.isReserved(task.name()),
                        task.timeout(),
                        new RawValue(task.argsSchema())))
                .toList());
    }
}
