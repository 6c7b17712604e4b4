package nightshift.builtin;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.List;
import nightshift.job.Limits;
import nightshift.task.JobContext;
import nightshift.task.TaskHandler;
import nightshift.task.Violation;

/** Waits, or ends at once when interrupted. */
final class SleepHandler implements TaskHandler<SleepHandler.Args> {

    @Override
    public List<Violation> check(Args args) {
        return args.duration().isNegative() || args.duration().compareTo(Limits.TIMEOUT_LONGEST) > 0
                ? List.of(new Violation("/duration", "must be from PT0S to PT24H"))
                : List.of();
    }

    @Override
    public Object handle(Args args, JobContext context) throws InterruptedException {
        Thread.sleep(args.duration().toMillis());
        return null;
    }

    record Args(
            @JsonPropertyDescription("How long, PT0S to PT24H")
            Duration duration) {}
}
