package nightshift.batch;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import nightshift.task.AttemptFailed;

/**
 * The checkpoint of a reader or a writer as the store keeps it. Whatever comes out of the store can have been tampered
 * with, so no objects are deserialized: only plain values are kept, and come back as the same type.
 *
 * @param type simple name of its class
 * @param text the value
 */
record Position(String type, String text) {

    private static final Map<String, Function<String, Serializable>> READ = Map.ofEntries(
            Map.entry("String", text -> text),
            Map.entry("Boolean", Boolean::valueOf),
            Map.entry("Byte", Byte::valueOf),
            Map.entry("Short", Short::valueOf),
            Map.entry("Integer", Integer::valueOf),
            Map.entry("Long", Long::valueOf),
            Map.entry("Float", Float::valueOf),
            Map.entry("Double", Double::valueOf),
            Map.entry("BigInteger", BigInteger::new),
            Map.entry("BigDecimal", BigDecimal::new));

    /** @throws AttemptFailed if a value of this kind cannot be kept */
    static Position of(Serializable checkpoint) throws AttemptFailed {
        if (checkpoint == null) {
            return null;
        }
        Class<?> type = checkpoint.getClass();
        if (!type.getPackageName().startsWith("java.") || !READ.containsKey(type.getSimpleName())) {
            throw AttemptFailed.permanent(
                    "checkpoint-type",
                    "checkpointInfo() returned a " + type.getName()
                            + ", which cannot be kept: return a String (which may be JSON), a number or a boolean",
                    null);
        }
        return new Position(type.getSimpleName(), checkpoint.toString());
    }

    static Serializable value(Position position) {
        return position == null ? null : READ.get(position.type).apply(position.text);
    }
}
