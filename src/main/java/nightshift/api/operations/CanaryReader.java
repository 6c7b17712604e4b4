package nightshift.api.operations;

import java.time.Duration;
import java.util.Optional;
import nightshift.operations.CanaryPlan;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;

/** Reads the trial that an operation begins with. */
final class CanaryReader {

    private final FieldErrors errors;
    private Optional<Integer> first = Optional.empty();
    private double stopAtFailureRatio;
    private Duration waitAtMost = CanaryPlan.WAIT_DEFAULT;
    private boolean firstGiven;

    private CanaryReader(FieldErrors errors) {
        this.errors = errors;
    }

    static Optional<CanaryReader> read(FieldReader in, String name, FieldErrors errors) {
        CanaryReader reader = new CanaryReader(errors);
        boolean isObject = in.nested(name, reader::field);
        if (isObject && !reader.firstGiven) {
            errors.invalid(in.pointer(name) + "/first", "is required");
        }
        return Optional.of(reader).filter(read -> isObject);
    }

    private void field(FieldReader in, String name) {
        switch (name) {
            case "first" -> {
                firstGiven = true;
                first = within(in.whole(name), in.pointer(name), 1, CanaryPlan.FIRST_MOST, errors);
            }
            case "stopAtFailureRatio" ->
                stopAtFailureRatio = ratio(in, name, errors).orElse(0.0);
            case "waitAtMost" -> waitAtMost = wait(in, name);
            default -> in.unknown(name);
        }
    }

    private Duration wait(FieldReader in, String name) {
        Duration wait = in.duration(name).orElse(CanaryPlan.WAIT_DEFAULT);
        if (wait.compareTo(Duration.ofSeconds(1)) < 0 || wait.compareTo(CanaryPlan.WAIT_MOST) > 0) {
            errors.invalid(in.pointer(name), "must be from PT1S to " + CanaryPlan.WAIT_MOST);
        }
        return wait;
    }

    CanaryPlan plan() {
        return new CanaryPlan(first.orElseThrow(), stopAtFailureRatio, waitAtMost);
    }

    /** A share from 0 to 1. */
    static Optional<Double> ratio(FieldReader in, String name, FieldErrors errors) {
        Optional<Double> ratio = in.number(name);
        if (ratio.filter(value -> !(value >= 0 && value <= 1)).isPresent()) {
            errors.invalid(in.pointer(name), "must be from 0 to 1");
            return Optional.empty();
        }
        return ratio;
    }

    /** A whole number within bounds. */
    static Optional<Integer> within(Optional<Integer> value, String pointer, int least, int most, FieldErrors errors) {
        if (value.filter(number -> number < least || number > most).isPresent()) {
            errors.invalid(pointer, "must be from " + least + " to " + most);
            return Optional.empty();
        }
        return value;
    }
}
