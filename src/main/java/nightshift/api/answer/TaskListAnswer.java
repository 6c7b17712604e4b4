package nightshift.api.answer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;
import tools.jackson.databind.util.RawValue;

/** All tasks. */
public record TaskListAnswer(List<TaskAnswer> items) {

    /** A task. */
    @Doc("A task that a job can name.")
    public record TaskAnswer(
            TaskName name,
            String description,

            @Doc("Whether Nightshift runs the task for itself, so that nobody can submit it.")
            boolean internal,

            @Doc("How long an attempt may take, unless the job says otherwise.")
            Duration timeout,

            @Doc(value = "JSON Schema of the args, draft 2020-12.", schema = "{type: [object, boolean]}")
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
