package nightshift.builtin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.binding.TaskCompiler;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.task.JobContext;
import nightshift.task.RawTaskHandler;
import nightshift.task.TaskName;

/** The demo tasks {@code demo.noop}, {@code demo.sleep}, {@code demo.fail} and {@code demo.echo}. */
public final class DemoTasks {

    private DemoTasks() {}

    /** All of them, for the catalog of a server that is to have them. */
    public static List<TaskDefinition> definitions(TaskCompiler compiler) {
        Duration usual = TaskDefinition.TIMEOUT_DEFAULT;
        return List.of(
                compiler.compile(new TaskName("demo.noop"), "Does nothing", usual, new Noop()),
                compiler.compile(new TaskName("demo.sleep"), "Waits", Limits.TIMEOUT_LONGEST, new SleepHandler()),
                compiler.compile(
                        new TaskName("demo.fail"), "Fails some attempts, then succeeds", usual, new FailHandler()),
                compiler.compile(new TaskName("demo.echo"), "Returns a value unchanged", usual, new EchoHandler()));
    }

    /** Does not look at its args, so its only cost is that of the engine. */
    private static final class Noop implements RawTaskHandler {

        @Override
        public String argsSchema() {
            return "{}";
        }

        @Override
        public Optional<String> handle(String argsJson, JobContext context) {
            return Optional.empty();
        }
    }
}
