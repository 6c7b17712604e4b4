package nightshift.imports.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nightshift.task.Violation;

/** Writes the cells of a record as the members of args. Cells that are empty are left out. */
final class CellFields {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final List<Columns.Column> columns;
    private final Members root = new Members();

    CellFields(List<Columns.Column> columns) {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            List<String> path = columns.get(i).path();
            Members parent = root;
            for (int depth = 0; depth < path.size() - 1; depth++) {
                parent = (Members) parent.byKey.computeIfAbsent(key(path.get(depth)), key -> new Members());
            }
            if (!path.isEmpty()) {
                parent.byKey.put(key(path.get(path.size() - 1)), new Cell(i));
            }
        }
    }

    private static String key(String name) {
        StringBuilder key = new StringBuilder();
        RowMapper.string(key, name);
        return key.append(':').toString();
    }

    /**
     * The args of a record.
     *
     * @param cells      one for each column
     * @param violations gets the cells that cannot be read
     */
    String args(List<String> cells, List<Violation> violations) {
        StringBuilder json = new StringBuilder(256);
        json.append('{');
        members(json, root, cells, violations);
        return json.append('}').toString();
    }

    private boolean members(StringBuilder json, Members members, List<String> cells, List<Violation> violations) {
        boolean any = false;
        for (Map.Entry<String, Field> member : members.byKey.entrySet()) {
            int before = json.length();
            json.append(any ? "," : "").append(member.getKey());
            if (value(json, member.getValue(), cells, violations)) {
                any = true;
            } else {
                json.setLength(before);
            }
        }
        return any;
    }

    private boolean value(StringBuilder json, Field field, List<String> cells, List<Violation> violations) {
        if (field instanceof Members members) {
            json.append('{');
            boolean any = members(json, members, cells, violations);
            json.append('}');
            return any;
        }
        int index = ((Cell) field).index;
        String text = cells.get(index);
        if (text.isEmpty()) {
            return false;
        }
        Columns.Column column = columns.get(index);
        switch (column.type()) {
            case STRING -> RowMapper.string(json, text);
            case NUMBER -> number(json, text.strip(), column, violations);
            case BOOLEAN -> truth(json, text.strip().toLowerCase(Locale.ROOT), column, violations);
            case JSON -> json(json, text, column, violations);
        }
        return true;
    }

    private static void number(StringBuilder json, String text, Columns.Column column, List<Violation> violations) {
        if (NUMBER.matcher(text).matches()) {
            json.append(text);
        } else {
            violations.add(new Violation(column.pointer(), "must be a number such as 1234.5"));
        }
    }

    private static void truth(StringBuilder json, String text, Columns.Column column, List<Violation> violations) {
        if (text.equals("true") || text.equals("false")) {
            json.append(text);
        } else {
            violations.add(new Violation(column.pointer(), "must be true or false"));
        }
    }

    private static void json(StringBuilder json, String text, Columns.Column column, List<Violation> violations) {
        JsonLine.fault(text)
                .ifPresentOrElse(
                        fault -> violations.add(new Violation(column.pointer(), fault)), () -> json.append(text));
    }

    private sealed interface Field {}

    private record Cell(int index) implements Field {}

    private record Members(Map<String, Field> byKey) implements Field {
        Members() {
            this(new LinkedHashMap<>());
        }
    }
}
