package nightshift.api.jobs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobListener;
import nightshift.job.NewJob;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;
import nightshift.task.Violation;

/** Two tasks: {@code any} takes any args, {@code picky} only {@code {}}. */
public final class Tasks implements TaskDefinition.Catalog {

    private final List<TaskDefinition> tasks = List.of(
            task("any", args -> List.of()),
            task("picky", args -> args.equals("{}") ? List.of() : List.of(new Violation("/x", "is unknown"))));

    /** Reads a job for one of them, as a submit does. */
    public static NewJob read(String job) {
        byte[] bytes = job.getBytes(StandardCharsets.UTF_8);
        return new JobReader(new Tasks(), UnknownTasks.REFUSE, new JobListener() {}).read(bytes, 0, bytes.length);
    }

    private static TaskDefinition task(String name, TaskDefinition.ArgsCheck check) {
        return new TaskDefinition(
                new TaskName(name),
                "Does nothing",
                "{\"type\":\"object\"}",
                Duration.ofMinutes(5),
                check,
                (args, context) -> Optional.empty());
    }

    @Override
    public Optional<TaskDefinition> find(TaskName name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    @Override
    public List<TaskDefinition> all() {
        return tasks;
    }
}
