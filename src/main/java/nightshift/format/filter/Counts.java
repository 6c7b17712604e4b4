package nightshift.format.filter;

import java.util.regex.Pattern;
import nightshift.job.Limits;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Number;

/** Reads and writes how many attempts, or which priority. */
final class Counts {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,4}");

    private Counts() {}

    private static int least(Number of) {
        return of == Number.PRIORITY ? Limits.PRIORITY_FIRST : 0;
    }

    /** The most that a text can name. */
    private static int most(Number of) {
        return of == Number.PRIORITY ? Limits.PRIORITY_LAST : 9_999;
    }

    /** Where a range without an upper bound ends. */
    private static int open(Number of) {
        return of == Number.PRIORITY ? Limits.PRIORITY_LAST : Integer.MAX_VALUE;
    }

    static String name(Number of) {
        return switch (of) {
            case ATTEMPTS -> "attempts";
            case PRIORITY -> "priority";
        };
    }

    static Count read(Term term, Number of) {
        if (term.negated()) {
            throw term.wrong("a comparison cannot be negated. Turn it around instead, such as " + name(of) + "<=3 for -"
                    + name(of) + ">3");
        }
        String text = term.only().pattern().exact().orElse("");
        int number = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least(of) || number > most(of)) {
            throw term.wrong("must compare with a whole number from " + least(of) + " to " + most(of) + ", such as "
                    + name(of) + ">3");
        }
        return switch (term.operator()) {
            case ">" -> new Count(of, number + 1, open(of));
            case ">=" -> new Count(of, number, open(of));
            case "<" -> new Count(of, least(of), number - 1);
            case "<=" -> new Count(of, least(of), number);
            default -> new Count(of, number, number);
        };
    }

    static String write(Count count) {
        Number of = count.of();
        if (count.from() == count.to()) {
            return name(of) + ":" + count.from();
        }
        String from = count.from() > most(of) ? ">" + (count.from() - 1) : ">=" + count.from();
        String to = count.to() < least(of) ? "<" + (count.to() + 1) : "<=" + count.to();
        if (count.to() == open(of)) {
            return name(of) + from;
        }
        return count.from() == least(of) ? name(of) + to : name(of) + from + " " + name(of) + to;
    }
}
