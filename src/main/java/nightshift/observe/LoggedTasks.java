package nightshift.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobHandler;
import nightshift.job.TaskDefinition;
import nightshift.job.TaskName;

/** The tasks of a catalog, with the job's id on every line that is logged while one of them works. */
public final class LoggedTasks implements TaskDefinition.Catalog {

    private final Map<TaskName, TaskDefinition> byName = new LinkedHashMap<>();

    /** @param catalog must not change any more */
    public LoggedTasks(TaskDefinition.Catalog catalog) {
        catalog.all().forEach(task -> byName.put(task.name(), logged(task)));
    }

    @Override
    public Optional<TaskDefinition> find(TaskName name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public List<TaskDefinition> all() {
        return List.copyOf(byName.values());
    }

    private static TaskDefinition logged(TaskDefinition task) {
        JobHandler handler = task.handler();
        return new TaskDefinition(task.name(), task.description(), task.argsSchema(), task.timeout(), task.args(),
                (args, context) -> {
                    // Not cleared afterwards: what the engine logs about the attempt's end belongs to the job too, and
                    // the thread's next job brings its own fields.
                    LogFields.job(context.jobId(), context.attempt());
                    return handler.handle(args, context);
                });
    }
}
