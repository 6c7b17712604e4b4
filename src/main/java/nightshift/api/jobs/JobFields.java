package nightshift.api.jobs;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nightshift.format.JsonLimits;
import nightshift.job.Due;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.JsonText;
import nightshift.web.ShortText;

/** The fields of a job that a client can give when it submits the job, and change while the job waits. */
final class JobFields {

    private final FieldErrors errors;
    private boolean argsFit = true;
    private Optional<String> args = Optional.empty();
    private Optional<Integer> priority = Optional.empty();
    private Optional<Due> runAt = Optional.empty();
    private Optional<Due> delay = Optional.empty();
    private Optional<List<String>> tags = Optional.empty();

    JobFields(FieldErrors errors) {
        this.errors = errors;
    }

    /** Reads a field; false if it is none of these. */
    boolean field(FieldReader in, String name) {
        String pointer = in.pointer(name);
        switch (name) {
            case "args" -> in.rawNotNull(name).ifPresentOrElse(this::args, () -> argsFit = false);
            case "priority" ->
                priority = in.whole(name)
                        .map(number -> within(number, Limits.PRIORITY_FIRST, Limits.PRIORITY_LAST, pointer));
            case "runAt" -> runAt = in.time(name).flatMap(time -> due(() -> new Due.At(time), pointer));
            case "delay" -> delay = in.duration(name).flatMap(d -> due(() -> new Due.After(d), pointer));
            case "tags" -> tags = in.texts(name).map(given -> tags(given, pointer));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Sets a field to its default; false if it is none of these. */
    boolean reset(String name) {
        switch (name) {
            case "args" -> args = Optional.of("{}");
            case "priority" -> priority = Optional.of(Limits.PRIORITY_DEFAULT);
            case "runAt", "delay" -> runAt = Optional.of(new Due.Now());
            case "tags" -> tags = Optional.of(List.of());
            default -> {
                return false;
            }
        }
        return true;
    }

    Optional<String> args() {
        return args;
    }

    Optional<Integer> priority() {
        return priority;
    }

    Optional<Due> due() {
        return runAt.or(() -> delay);
    }

    boolean isDelayed() {
        return delay.isPresent();
    }

    Optional<List<String>> tags() {
        return tags;
    }

    private void args(FieldReader.Slice slice) {
        if (slice.length() > Limits.PAYLOAD_BYTES) {
            errors.tooLarge("/args", "must have at most " + Limits.PAYLOAD_BYTES + " bytes");
            argsFit = false;
        } else if (JsonText.depth(slice.bytes(), slice.offset(), slice.length()) > Limits.DEPTH_MOST) {
            errors.malformed("/args", JsonLimits.TOO_DEEP);
            argsFit = false;
        } else {
            args = Optional.of(slice.text());
        }
    }

    int within(int number, int least, int most, String pointer) {
        if (number < least || number > most) {
            errors.invalid(pointer, "must be from " + least + " to " + most);
        }
        return number;
    }

    Optional<Due> due(Supplier<Due> due, String pointer) {
        try {
            return Optional.of(due.get());
        } catch (IllegalArgumentException e) {
            errors.invalid(pointer, e.getMessage());
            return Optional.empty();
        }
    }

    private List<String> tags(List<String> given, String pointer) {
        if (given.size() > Limits.TAGS_MOST) {
            errors.invalid(pointer, "must be at most " + Limits.TAGS_MOST);
        }
        for (int i = 0; i < given.size(); i++) {
            try {
                ShortText.checked(given.get(i), Limits.TAG_LENGTH);
            } catch (IllegalArgumentException e) {
                errors.invalid(pointer + "/" + i, e.getMessage());
            }
        }
        return given;
    }

    /** Checks the rule that concerns several of the fields. */
    void check() {
        if (runAt.isPresent() && delay.isPresent()) {
            errors.invalid("/delay", "cannot be given together with runAt");
        }
    }

    /** Checks the args against the schema of their task. */
    void check(TaskDefinition task, String text) {
        if (argsFit) {
            task.args()
                    .violations(text)
                    .forEach(violation -> errors.invalid("/args" + violation.pointer(), violation.detail()));
        }
    }
}
