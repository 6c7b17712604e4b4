package nightshift.api.answer;

import java.util.Optional;
import nightshift.job.Failure;

/** Why an attempt failed. */
public record FailureAnswer(
        @Doc("A class of exceptions, or a word such as `http-status`.")
        String type,

        String message,
        @Doc("Of an attempt of a job only.") Optional<String> stackTrace) {

    /** A failure without its stack trace. */
    static FailureAnswer of(Failure failure) {
        return new FailureAnswer(failure.type(), failure.message(), Optional.empty());
    }
}
