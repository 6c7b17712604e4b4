package nightshift.incident;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A table of values over time.
 *
 * @param title   for people
 * @param columns one for each value of a row
 * @param rows    oldest first
 */
public record Chart(String title, List<Column> columns, List<Row> rows) {

    /** A column. */
    public record Column(String name, Unit unit) {}

    /**
     * A row.
     *
     * @param until  the end of the step that it stands for
     * @param values empty where there is none
     */
    public record Row(Instant until, List<OptionalDouble> values) {}
}
