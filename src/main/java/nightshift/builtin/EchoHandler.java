package nightshift.builtin;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import nightshift.task.JobContext;
import nightshift.task.RawJson;
import nightshift.task.TaskHandler;

/** Returns its value, byte for byte. */
final class EchoHandler implements TaskHandler<EchoHandler.Args> {

    @Override
    public Object handle(Args args, JobContext context) {
        return args.value();
    }

    record Args(@JsonPropertyDescription("Any JSON") RawJson value) {}
}
