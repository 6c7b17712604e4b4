package nightshift.builtin;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import nightshift.task.AttemptFailed;
import nightshift.task.JobContext;
import nightshift.task.TaskHandler;

/** Fails as often as its args say. */
final class FailHandler implements TaskHandler<FailHandler.Args> {

    @Override
    public Object handle(Args args, JobContext context) throws AttemptFailed {
        if (context.attempt() <= args.times()) {
            throw AttemptFailed.retryable("demo", args.message().orElse("failed as asked"), null);
        }
        return null;
    }

    record Args(
            @JsonPropertyDescription("How many attempts fail") @Min(0)
            int times,

            @JsonPropertyDescription("What they fail with") Optional<String> message) {}
}
