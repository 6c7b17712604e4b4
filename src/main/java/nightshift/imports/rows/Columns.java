package nightshift.imports.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.imports.CellType;
import nightshift.imports.ImportRefused;
import nightshift.job.JsonPointer;
import nightshift.task.Violation;

/** Which column of a CSV file becomes which field of args. */
public final class Columns {

    /** Most columns of a file. */
    static final int MOST = 1000;

    private static final Set<String> ADDED_TO_REJECTS = Set.of(Rejects.LINE, Rejects.COLUMN, Rejects.REASON);

    /**
     * A column and where its cells go.
     *
     * @param name as the header has it
     * @param path names of members of args, from the outermost inwards; empty if the column is ignored
     * @param type how cells are read
     * @param kind whether cells fill a field
     */
    public record Column(String name, List<String> path, CellType type, Kind kind) {

        /** What the cells of a column are used for. */
        enum Kind {
            /** They fill a field. */
            FIELD,
            /** They are ignored. */
            IGNORED,
            /** They must be empty: spreadsheets add columns without a name at the right. */
            EMPTY
        }

        /** The JSON Pointer of its cells in args. */
        String pointer() {
            return path.stream().reduce("", JsonPointer::member);
        }

        /** The field as a request names it: a top-level member by its name, a nested one by a JSON Pointer. */
        public Optional<String> field() {
            return path.isEmpty() ? Optional.empty() : Optional.of(path.size() == 1 ? path.get(0) : pointer());
        }
    }

    private final List<Violation> flaws = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final ArgsTypes types;
    private final Map<String, Optional<String>> fields;
    private final Map<String, CellType> cellTypes;

    private Columns(ArgsTypes types, Map<String, Optional<String>> fields, Map<String, CellType> cellTypes) {
        this.types = types;
        this.fields = fields;
        this.cellTypes = cellTypes;
    }

    /**
     * The columns of a header.
     *
     * @param fields    the field of each column whose field has another name; empty to ignore the column
     * @param cellTypes the cell type of each column where it differs from the type of its field
     * @throws ImportRefused if these columns cannot become args of the task
     */
    static List<Column> of(
            List<String> header, Map<String, Optional<String>> fields, Map<String, CellType> cellTypes, ArgsTypes types)
            throws ImportRefused {
        Columns columns = new Columns(types, fields, cellTypes);
        columns.read(header);
        if (!columns.flaws.isEmpty()) {
            throw new ImportRefused(ImportRefused.Reason.UNFIT, columns.flaws);
        }
        return columns.columns;
    }

    private void read(List<String> header) {
        if (header.size() > MOST) {
            flaw("has more than " + MOST + " columns: leave out those that the task does not take");
            return;
        }
        int named = header.size();
        while (named > 0 && (header.get(named - 1).isEmpty() || ADDED_TO_REJECTS.contains(header.get(named - 1)))) {
            named--;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (seen.add(name) || name.isEmpty()) {
                columns.add(column(name, i >= named, header.size()));
            } else {
                flaw("has the column \"" + name + "\" twice: rename or remove one of them");
            }
        }
        Stream.concat(fields.keySet().stream(), cellTypes.keySet().stream())
                .distinct()
                .filter(name -> !seen.contains(name))
                .sorted()
                .forEach(name -> flaws.add(new Violation(
                        "?columns", "names the column \"" + name + "\", which the header does not have")));
        if (flaws.isEmpty()) {
            checkPaths();
        }
        if (flaws.isEmpty()) {
            checkRequired();
        }
    }

    private Column column(String name, boolean atTheRight, int columnCount) {
        Optional<String> field = fields.getOrDefault(name, Optional.of(name));
        if (field.isEmpty() || ADDED_TO_REJECTS.contains(name) && !fields.containsKey(name)) {
            return new Column(name, List.of(), CellType.STRING, Column.Kind.IGNORED);
        }
        if (name.isEmpty() && !fields.containsKey(name)) {
            if (atTheRight) {
                return new Column(name, List.of(), CellType.STRING, Column.Kind.EMPTY);
            }
            flaw("has a column without a name: name it, remove it, or have all such columns ignored with"
                    + " ?columns={\"\":null}");
        }
        List<String> path = fields.containsKey(name) && field.get().startsWith("/")
                ? JsonPointer.names(field.get())
                : List.of(field.get());
        Optional<CellType> type = types.at(path);
        if (type.isEmpty() && !name.isEmpty()) {
            flaw("has the column \"" + name + "\", but the args of the task have no field \"" + field.get() + "\": "
                    + remedy(name, columnCount));
        }
        return new Column(name, path, cellTypes.getOrDefault(name, type.orElse(CellType.STRING)), Column.Kind.FIELD);
    }

    private static String remedy(String name, int columnCount) {
        if (columnCount == 1 && (name.indexOf(';') > 0 || name.indexOf('\t') > 0)) {
            return "separate columns by commas";
        }
        return "rename the column, or map or ignore it with ?columns={\"" + name + "\":null}";
    }

    /** Two columns cannot make one field, and no field can be a value and have members. */
    private void checkPaths() {
        Map<List<String>, String> byPath = new HashMap<>();
        for (Column column : columns) {
            String other = column.path.isEmpty() ? null : byPath.put(column.path, column.name);
            if (other != null) {
                flaw("has two columns for one field, \"" + other + "\" and \"" + column.name
                        + "\": have one ignored with ?columns");
            }
        }
        for (Column column : columns) {
            for (int i = 1; i < column.path.size(); i++) {
                String outer = byPath.get(column.path.subList(0, i));
                if (outer != null) {
                    flaw("has the column \"" + column.name + "\" for a field inside of that of the column \"" + outer
                            + "\": have one ignored with ?columns");
                }
            }
        }
    }

    private void checkRequired() {
        Set<String> filled = new HashSet<>();
        columns.stream().filter(column -> !column.path.isEmpty()).forEach(column -> filled.add(column.path.get(0)));
        types.required().stream()
                .filter(name -> !filled.contains(name))
                .sorted()
                .forEach(name -> flaw("has no column for \"" + name
                        + "\", which the task needs: add it, or name another with ?columns"));
    }

    private void flaw(String detail) {
        flaws.add(ImportRefused.inLine(1, detail));
    }
}
