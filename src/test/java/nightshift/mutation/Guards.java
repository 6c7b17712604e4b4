package nightshift.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the guards of a script: what decides which way it goes. */
final class Guards {

    private static final Set<String> BEGIN = Set.of("if", "elseif", "while", "until");
    private static final Map<String, String> OPPOSITES = Map.of(
            "==", "~=", "~=", "==", "<", ">=", ">=", "<", ">", "<=", "<=", ">", "and", "or", "or", "and", "not", "");

    private final String script;
    private final List<LuaToken> tokens;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Mutant> mutants = new ArrayList<>();

    /** The condition of a statement. */
    private record Condition(int from, int to) {}

    private Guards(String script) {
        this.script = script;
        this.tokens = LuaToken.of(script);
        for (int n = 0; n < tokens.size(); n++) {
            if (BEGIN.contains(tokens.get(n).text())) {
                conditions.add(condition(n + 1));
            }
        }
    }

    private Condition condition(int first) {
        int last = first;
        while (!ends(last, tokens.get(first - 1).is("until"))) {
            last++;
        }
        return new Condition(tokens.get(first).from(), tokens.get(last).to());
    }

    /** Whether a condition ends with this token. That of {@code until} has to stand in one line. */
    private boolean ends(int token, boolean isUntil) {
        if (token + 1 == tokens.size()) {
            return true;
        }
        LuaToken next = tokens.get(token + 1);
        return isUntil
                ? script.substring(tokens.get(token).to(), next.from()).contains("\n")
                : next.is("then") || next.is("do");
    }

    /** All mutants: each condition negated, and each operator that compares or connects turned around. */
    static List<Mutant> mutants(String file, String script) {
        Guards guards = new Guards(script);
        for (int n = 0; n < guards.conditions.size(); n++) {
            Condition condition = guards.conditions.get(n);
            guards.add(
                    file,
                    n,
                    condition.from,
                    condition.to,
                    "not (" + script.substring(condition.from, condition.to) + ")");
        }
        for (LuaToken token : guards.tokens) {
            String opposite = OPPOSITES.get(token.text());
            if (opposite != null && !guards.decidesAlone(token)) {
                guards.add(file, guards.conditionOf(token), token.from(), token.to(), opposite);
            }
        }
        return guards.mutants;
    }

    private void add(String file, int condition, int from, int to, String replacement) {
        mutants.add(new Mutant(file, mutants.size(), condition, script, from, to, replacement));
    }

    /** The number of the condition that a token belongs to, or -1. */
    private int conditionOf(LuaToken token) {
        for (int n = 0; n < conditions.size(); n++) {
            if (conditions.get(n).from <= token.from() && token.to() <= conditions.get(n).to) {
                return n;
            }
        }
        return -1;
    }

    /** Whether turning this operator around is the same as negating its condition. */
    private boolean decidesAlone(LuaToken token) {
        int number = conditionOf(token);
        if (number < 0) {
            return false;
        }
        Condition condition = conditions.get(number);
        return tokens.stream()
                        .filter(each -> each.from() >= condition.from && each.to() <= condition.to)
                        .filter(each -> OPPOSITES.containsKey(each.text()))
                        .count()
                == 1;
    }

    /** The same script, in which each condition writes its name to the log of Redis when it is evaluated. */
    static String marked(String file, String script) {
        Guards guards = new Guards(script);
        StringBuilder marked = new StringBuilder(script);
        for (int n = guards.conditions.size() - 1; n >= 0; n--) {
            Condition condition = guards.conditions.get(n);
            marked.insert(condition.to, "))");
            marked.insert(condition.from, "(redis.log(redis.LOG_WARNING, '" + mark(file, n) + "') == nil and (");
        }
        return marked.toString();
    }

    /** What a condition writes to the log. */
    static String mark(String file, int condition) {
        return "#guard " + file + " " + condition + ".";
    }
}
