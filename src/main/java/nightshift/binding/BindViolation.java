package nightshift.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.format.JsonLimits;
import nightshift.job.JsonPointer;
import nightshift.task.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Explains why JSON that fits a schema still did not become a record. */
final class BindViolation {

    private static final Map<Class<?>, String> WANTED = Map.of(
            Duration.class, "an ISO 8601 duration such as PT30S",
            Instant.class, "an RFC 3339 time such as 2026-11-24T14:02:11Z");

    private BindViolation() {}

    static Violation of(JacksonException e) {
        String pointer = "";
        for (Reference step : e.getPath()) {
            String name = step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName();
            pointer = JsonPointer.member(pointer, name);
        }
        return new Violation(pointer, text(e));
    }

    /** Why a text is not valid JSON. */
    static Violation ofSyntax(JacksonException e) {
        if (e instanceof StreamConstraintsException constraints) {
            return new Violation("", JsonLimits.excess(constraints));
        }
        // The only mismatch that a tree can have with a text.
        if (e instanceof MismatchedInputException) {
            return new Violation("", "has a member twice, or more than one value");
        }
        return new Violation("", "is not valid JSON: " + e.getOriginalMessage());
    }

    private static String text(JacksonException e) {
        if (e instanceof InputCoercionException) {
            return "is out of range";
        }
        if (e instanceof InvalidFormatException format) {
            Class<?> wanted = format.getTargetType();
            return "must be " + WANTED.getOrDefault(wanted, "a valid " + wanted.getSimpleName());
        }
        // The record's own constructor refused the value, so its message is the best one.
        if (e instanceof ValueInstantiationException
                && e.getCause() != null
                && e.getCause().getMessage() != null) {
            return e.getCause().getMessage();
        }
        return e.getOriginalMessage();
    }
}
