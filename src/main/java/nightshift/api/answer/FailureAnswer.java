package nightshift.api.answer;

import java.util.Optional;
import nightshift.job.Failure;

/** Why an attempt failed. */
@Doc("Why an attempt failed.")
public record FailureAnswer(
        @Doc("The kind of failure: the class name of an exception, or a word such as `http-status`.")
        String type,

        @Doc("What went wrong, for people to read. At most 4,096 characters.")
        String message,

        @Doc("""
                The stack trace of the exception, at most 4,096 characters. Only an entry of `attempts` has one, \
                and only if an exception caused the failure.""") Optional<String> stackTrace) {

    /** A failure without its stack trace. */
    static FailureAnswer of(Failure failure) {
        return new FailureAnswer(failure.type(), failure.message(), Optional.empty());
    }
}
