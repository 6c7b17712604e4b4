package nightshift.format.filter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.store.Condition;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;

/**
 * A filter of jobs as people write it: {@code state:dead queue:billing* created>-2h "connection reset"}. All terms must hold.
 * {@code docs/filters.md} describes the language.
 */
public final class FilterText {

    /** Longest text that is read, in characters. */
    public static final int LONGEST = 2_000;
    /** Most terms of a text. */
    static final int TERMS_MOST = 50;

    private FilterText() {}

    /**
     * Reads a filter. Text that cannot be used as a whole is refused: a part that was left out would mean more jobs.
     *
     * @param now what relative times count from
     * @throws IllegalArgumentException if it cannot be used; the message says where and why
     */
    public static JobFilter read(String text, Instant now) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must have a term, such as state:dead. "
                    + "All jobs of a queue are queue:mail, and all jobs of all queues created>2000-01-01");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        List<Term> terms = TermScanner.terms(text);
        if (terms.size() > TERMS_MOST) {
            throw new IllegalArgumentException(
                    "must have at most " + TERMS_MOST + " terms. One term can name several values, such as queue:a,b");
        }
        return TermReader.read(terms, now);
    }

    /** Reads what {@link #write} wrote, which can be longer than what people may write. */
    static JobFilter readWritten(String text) {
        return TermReader.readWritten(TermScanner.terms(text));
    }

    /** The one text of a filter, with absolute times; empty for all jobs. Read again, it gives the same filter. */
    public static String write(JobFilter filter) {
        List<String> terms = new ArrayList<>();
        if (!filter.states().isEmpty()) {
            terms.add(States.write(filter.states()));
        }
        filter.conditions().forEach(condition -> terms.add(term(condition)));
        return String.join(" ", terms);
    }

    private static String term(Condition condition) {
        if (condition instanceof Matches matches) {
            return sign(matches.negated())
                    + Fields.name(matches.field())
                    + ":"
                    + matches.anyOf().stream().map(FilterText::value).sorted().collect(Collectors.joining(","));
        }
        if (condition instanceof Between between) {
            return Moments.write(between);
        }
        if (condition instanceof Count count) {
            return Counts.write(count);
        }
        Mentions mentions = (Mentions) condition;
        String place = TermReader.name(mentions.where());
        return sign(mentions.negated())
                + (place.isEmpty() ? quoted(mentions.text()) : place + ":" + piece(mentions.text()));
    }

    private static String sign(boolean negated) {
        return negated ? "-" : "";
    }

    private static String value(TextPattern pattern) {
        return pattern.pieces().stream().map(FilterText::piece).collect(Collectors.joining("*"));
    }

    private static String piece(String text) {
        return text.chars().anyMatch(c -> " ,\"\\*".indexOf(c) >= 0) ? quoted(text) : text;
    }

    private static String quoted(String text) {
        return "\"" + text.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
    }
}
