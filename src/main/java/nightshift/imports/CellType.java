package nightshift.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the text of a cell becomes a value. */
public enum CellType {
    /** The text as it is. */
    STRING,
    /** A number, written as in JSON. */
    NUMBER,
    /** {@code true} or {@code false}, in capitals or not. */
    BOOLEAN,
    /** Any JSON value. */
    JSON;

    /** The type with this name in requests and answers, such as {@code json}. */
    public static Optional<CellType> of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst();
    }

    /** The name in requests and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
