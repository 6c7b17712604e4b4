package nightshift.format.filter;

import java.util.List;
import nightshift.store.TextPattern;

/**
 * One term of a filter, as it stands in the text.
 *
 * @param whole    the text of the whole filter
 * @param from     where the term begins in it
 * @param to       where it ends
 * @param negated  whether a hyphen stands before it
 * @param field    what stands before the operator; empty if there is none
 * @param operator {@code :}, or a comparison; empty if there is none
 * @param values   what stands after the operator, or the term itself; at least one
 */
record Term(String whole, int from, int to, boolean negated, String field, String operator, List<Value> values) {

    /**
     * A value of a term.
     *
     * @param from     where it begins in the text of the whole filter
     * @param to       where it ends
     * @param pattern  what it stands for; empty text if there is nothing
     * @param verbatim whether a part of it is quoted or escaped
     */
    record Value(int from, int to, TextPattern pattern, boolean verbatim) {

        boolean isEmpty() {
            return pattern.exact().filter(String::isEmpty).isPresent();
        }
    }

    /** The whole term cannot be used. */
    TermError wrong(String what) {
        return new TermError(whole, from, to, what);
    }

    /** One of its values cannot be used. */
    TermError wrong(Value value, String what) {
        return new TermError(whole, value.from(), Math.max(value.to(), value.from() + 1), what);
    }

    /** Its only value. */
    Value only() {
        if (values.size() > 1) {
            throw wrong(
                    operator.isEmpty()
                            ? "a comma separates the values of a field. To look for one, put the text in quotes"
                            : "takes one value");
        }
        return values.get(0);
    }

    /** A value that has no wildcard. */
    String exact(Value value, String otherwise) {
        return value.pattern().exact().orElseThrow(() -> wrong(value, otherwise));
    }
}
