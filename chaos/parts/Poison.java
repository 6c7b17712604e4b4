package chaos;

import java.util.Optional;
import nightshift.task.JobContext;
import nightshift.task.Task;
import nightshift.task.TaskHandler;

/** A task that ends the process that runs it, as a crash in native code or a kill by the kernel does. Only in the WAR of the rig. */
@Task("chaos.poison")
public class Poison implements TaskHandler<Poison.Args> {

    public record Args(Optional<String> note) {}

    @Override
    public Object handle(Args args, JobContext context) {
        Runtime.getRuntime().halt(137);
        return null;
    }
}
