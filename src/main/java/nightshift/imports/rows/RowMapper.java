package nightshift.imports.rows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.ImportRefused;
import nightshift.imports.RejectedRow;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.task.Violation;
import tools.jackson.core.io.JsonStringEncoder;

/** Turns rows into args of a task, and checks them against its schema. Safe for any number of threads. */
public final class RowMapper {

    private static final int NAMED_MOST = 5;
    private static final int REASON_LONGEST = 500;

    private final TaskDefinition task;
    private final List<Columns.Column> columns;
    private final CellFields fields;
    private final JsonLine lines;

    /**
     * A mapper for a file.
     *
     * @param header names of the columns; empty for NDJSON
     * @param fields the field of each column whose field has another name; empty to ignore the column
     * @param types  the cell type of each column where it differs from the type of its field
     * @throws ImportRefused if these columns cannot become args of the task
     */
    public RowMapper(
            TaskDefinition task,
            FileFormat format,
            List<String> header,
            Map<String, Optional<String>> fields,
            Map<String, CellType> types)
            throws ImportRefused {
        ArgsTypes schema = new ArgsTypes(task.argsSchema());
        this.task = task;
        this.columns = format == FileFormat.CSV ? Columns.of(header, fields, types, schema) : List.of();
        this.fields = new CellFields(columns);
        this.lines = new JsonLine(schema);
    }

    /** The columns of the file; none if it is NDJSON. */
    public List<Columns.Column> columns() {
        return columns;
    }

    /** The args of a row, or why there are none. */
    public Mapped map(Row row) {
        List<Violation> violations = new ArrayList<>(0);
        String args = args(row, violations);
        if (violations.isEmpty() && isTooLarge(args)) {
            violations.add(new Violation("", "must have at most " + Limits.PAYLOAD_BYTES + " bytes as args"));
        }
        if (violations.isEmpty()) {
            violations = task.args().violations(args);
        }
        return violations.isEmpty() ? new Mapped.Args(args) : new Mapped.Rejected(rejected(row, violations));
    }

    private String args(Row row, List<Violation> violations) {
        if (row instanceof Row.Text line) {
            return lines.args(line.text(), violations);
        }
        Row.Cells record = (Row.Cells) row;
        if (record.malformed()) {
            violations.add(new Violation(
                    "", "has text after a closing quote: quote the whole cell and double the quotes in it"));
        } else if (record.cells().size() != columns.size()) {
            violations.add(new Violation(
                    "", "has " + count(record.cells().size()) + ", but the header has " + columns.size()));
        } else {
            checkUnnamed(record.cells(), violations);
            return fields.args(record.cells(), violations);
        }
        return "";
    }

    private void checkUnnamed(List<String> cells, List<Violation> violations) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == Columns.Column.Kind.EMPTY
                    && !cells.get(i).isBlank()) {
                violations.add(new Violation(
                        "",
                        "has a value in column " + (i + 1) + ", which has no name: name the column,"
                                + " or have it ignored with ?columns={\"\":null}"));
            }
        }
    }

    private static String count(int cells) {
        return cells > Columns.MOST
                ? "more than " + Columns.MOST + " columns"
                : cells == 1 ? "1 column" : cells + " columns";
    }

    private static boolean isTooLarge(String args) {
        // a character has at most three bytes
        return args.length() > Limits.PAYLOAD_BYTES / 3
                && args.getBytes(StandardCharsets.UTF_8).length > Limits.PAYLOAD_BYTES;
    }

    private RejectedRow rejected(Row row, List<Violation> violations) {
        StringBuilder reason = new StringBuilder();
        for (Violation violation : violations.subList(0, Math.min(violations.size(), NAMED_MOST))) {
            Optional<String> column = column(violation.pointer());
            // the first column has a field of its own
            String name = reason.isEmpty() && column.isPresent() ? "" : column.orElse(violation.pointer());
            reason.append(reason.isEmpty() ? "" : "; ").append((name + " " + violation.detail()).strip());
        }
        if (violations.size() > NAMED_MOST) {
            reason.append("; and ").append(violations.size() - NAMED_MOST).append(" more");
        }
        if (reason.length() > REASON_LONGEST) {
            reason.setLength(REASON_LONGEST);
            reason.append('…');
        }
        return new RejectedRow(row.line(), column(violations.get(0).pointer()), reason.toString(), json(row));
    }

    /** The column that is wrong, or the place in a line of NDJSON. */
    private Optional<String> column(String pointer) {
        for (Columns.Column column : columns) {
            String own = column.pointer();
            if (!own.isEmpty() && (pointer.equals(own) || pointer.startsWith(own + "/"))) {
                return Optional.of(column.name());
            }
        }
        return columns.isEmpty() && !pointer.isEmpty() ? Optional.of(pointer) : Optional.empty();
    }

    private static String json(Row row) {
        StringBuilder json = new StringBuilder();
        if (row instanceof Row.Text line) {
            string(json, line.text());
        } else {
            json.append('[');
            for (String cell : ((Row.Cells) row).cells()) {
                json.append(json.length() > 1 ? "," : "");
                string(json, cell);
            }
            json.append(']');
        }
        return json.toString();
    }

    /** Appends a text as a JSON string, with its quotes. */
    public static void string(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
