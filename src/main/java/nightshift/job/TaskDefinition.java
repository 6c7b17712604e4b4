package nightshift.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.task.TaskName;
import nightshift.task.Violation;

/**
 * A task that this server can run.
 *
 * @param name        the name that jobs use
 * @param description one line for people
 * @param argsSchema  JSON Schema of its args, as JSON text
 * @param timeout     how long one attempt may take unless the job says otherwise
 * @param bulk        whether its jobs may run for hours: a worker keeps some slots free of them
 * @param args        checks args against the schema
 * @param handler     does the work
 */
public record TaskDefinition(
        TaskName name,
        String description,
        String argsSchema,
        Duration timeout,
        boolean bulk,
        ArgsCheck args,
        JobHandler handler) {

    /** The time limit of tasks that set none. */
    public static final Duration TIMEOUT_DEFAULT = Duration.ofMinutes(5);

    /** A task whose jobs are short. */
    public TaskDefinition(
            TaskName name,
            String description,
            String argsSchema,
            Duration timeout,
            ArgsCheck args,
            JobHandler handler) {
        this(name, description, argsSchema, timeout, false, args, handler);
    }

    /** The same task, as one whose jobs may run for hours. */
    public TaskDefinition asBulk() {
        return new TaskDefinition(name, description, argsSchema, timeout, true, args, handler);
    }

    /** Checks args before a job is accepted. */
    @FunctionalInterface
    public interface ArgsCheck {
        /** Every reason why the args do not fit; empty if they do. */
        List<Violation> violations(String argsJson);
    }

    /** Looks up tasks by name. */
    public interface Catalog {
        /** The task, if this server knows it. */
        Optional<TaskDefinition> find(TaskName name);

        /** All tasks that this server knows, by name. */
        List<TaskDefinition> all();
    }
}
