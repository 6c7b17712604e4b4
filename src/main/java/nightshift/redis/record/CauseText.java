package nightshift.redis.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Destination;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;

/** Causes of failures as {@code lua/failures.lua} has them. */
public final class CauseText {

    /** The fields of a group's hash that have its cause. */
    public static final List<String> FIELDS = List.of("task", "type", "message", "frame", "status", "host");

    private static final String UNIT = "\u001f";

    private CauseText() {}

    /** A cause for the scripts: its fingerprint, then type, message, frame, HTTP status and host, separated by unit separators. */
    public static String write(FailureCause cause) {
        return cause.fingerprint().hex() + String.join(UNIT, words(cause));
    }

    /** The {@link #FIELDS} of a cause but its task. */
    public static List<String> words(FailureCause cause) {
        return List.of(
                cause.type(),
                cause.message(),
                cause.frame(),
                cause.httpStatus().map(Object::toString).orElse(""),
                cause.host().map(Destination::host).orElse(""));
    }

    /** The cause of a group, by the {@link #FIELDS} of its hash. */
    public static FailureCause read(Fingerprint group, Map<String, String> fields) {
        return new FailureCause(
                group,
                text(fields, "task").map(Names::task),
                fields.getOrDefault("type", ""),
                fields.getOrDefault("message", ""),
                fields.getOrDefault("frame", ""),
                text(fields, "status").map(Integer::valueOf),
                text(fields, "host").map(Destination::new));
    }

    private static Optional<String> text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    }
}
