package nightshift.mutation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mutants that no test can or has to find, with the reason: rows of a table of {@code docs/reliability.md}. */
final class KnownSurvivors {

    private static final String HEADER = "| script | guard | change | reason |";
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private final Map<List<String>, String> reasons = new HashMap<>();

    /** @param page a page with the table */
    static KnownSurvivors read(String page) {
        KnownSurvivors known = new KnownSurvivors();
        page.lines()
                .dropWhile(line -> !line.equals(HEADER))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(KnownSurvivors::cells)
                .forEach(cells -> known.reasons.put(cells.subList(0, 3), cells.get(3)));
        return known;
    }

    private static List<String> cells(String row) {
        return BETWEEN_CELLS.splitAsStream(row.substring(1)).map(String::strip).toList();
    }

    /** Why a mutant may survive; empty if no reason is known. It is known by its text, since lines move. */
    Optional<String> reason(Mutant mutant) {
        return Optional.ofNullable(reasons.get(List.of(mutant.file(), cell(mutant.original()), cell(mutant.change()))));
    }

    /** Code in a cell of the table. */
    static String cell(String code) {
        return "`" + code.replace("|", "\\|") + "`";
    }
}
