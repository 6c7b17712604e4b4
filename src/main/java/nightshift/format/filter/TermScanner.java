package nightshift.format.filter;

import java.util.ArrayList;
import java.util.List;
import nightshift.format.filter.Term.Value;
import nightshift.store.TextPattern;

/** Splits the text of a filter into terms. Knows quotes, escapes and wildcards, but no field. */
final class TermScanner {

    private final String text;
    private int at;

    private TermScanner(String text) {
        this.text = text;
    }

    /** @throws TermError if a quote is not closed, a value is missing, or there is a control character */
    static List<Term> terms(String text) {
        TermScanner scanner = new TermScanner(text);
        List<Term> terms = new ArrayList<>();
        for (scanner.skipSpace(); scanner.at < text.length(); scanner.skipSpace()) {
            terms.add(scanner.term());
        }
        return terms;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private Term term() {
        int from = at;
        boolean negated = text.charAt(at) == '-';
        if (negated) {
            at++;
        }
        int operatorAt = operatorAt();
        if (operatorAt < 0) {
            List<Value> values = values(from, negated ? from + 1 : from);
            return new Term(text, from, at, negated, "", "", values);
        }
        String field = text.substring(negated ? from + 1 : from, operatorAt);
        at = operatorAt + 1;
        if (text.charAt(operatorAt) != ':' && at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        String operator = text.substring(operatorAt, at);
        List<Value> values = values(from, at);
        return new Term(text, from, at, negated, field, operator, values);
    }

    /** Where the first unquoted operator of the term stands that begins here; negative if there is none. */
    private int operatorAt() {
        for (int i = at; i < text.length() && !isSpace(text.charAt(i)) && text.charAt(i) != '"'; i++) {
            char c = text.charAt(i);
            if (c == ':' || c == '<' || c == '>') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    private List<Value> values(int term, int from) {
        List<Value> values = new ArrayList<>();
        at = from;
        while (true) {
            Value value = value();
            if (value.isEmpty()) {
                throw missing(term, from, values.isEmpty() ? at : value.from() - 1);
            }
            values.add(value);
            if (at == text.length() || text.charAt(at) != ',') {
                return values;
            }
            at++;
        }
    }

    /** @param comma where the comma before or after the missing value stands, if one does */
    private TermError missing(int term, int from, int comma) {
        if (comma < text.length() && text.charAt(comma) == ',') {
            return new TermError(text, comma, comma + 1, "a value is missing");
        }
        boolean hyphen = from == at && from == term + 1 && text.charAt(term) == '-';
        return new TermError(
                text,
                term,
                at,
                hyphen ? "a hyphen negates the term right after it, and there is none" : "a value is missing");
    }

    private Value value() {
        int from = at;
        boolean verbatim = false;
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != ',') {
            char c = text.charAt(at);
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
                at++;
            } else if (c == '"') {
                verbatim = true;
                quoted(piece);
            } else {
                verbatim |= c == '\\';
                character(piece);
            }
        }
        pieces.add(piece.toString());
        return new Value(from, at, new TextPattern(pieces), verbatim);
    }

    private void quoted(StringBuilder into) {
        int from = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            character(into);
        }
        if (at == text.length()) {
            throw new TermError(
                    text,
                    from,
                    text.length(),
                    "the quote is not closed. Close it, or write \\\" to look for the character");
        }
        at++;
    }

    private void character(StringBuilder into) {
        char c = text.charAt(at++);
        if (c == '\\') {
            if (at == text.length()) {
                throw new TermError(
                        text, at - 1, at, "a backslash needs a character after it. Write \\\\ to look for a backslash");
            }
            c = text.charAt(at++);
        }
        if (Character.isISOControl(c)) {
            throw new TermError(text, at - 1, at, "control characters cannot be looked for");
        }
        into.append(c);
    }
}
