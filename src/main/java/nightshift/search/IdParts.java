package nightshift.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;
import nightshift.task.JobId;

/** What a filter asks of ids, so that jobs are ruled out by their ids alone. */
public final class IdParts {

    /** Hexadecimal digits of an id, which has hyphens before some of them. */
    private static final int DIGITS = 32;

    private static final int DIGIT_BITS = 4;
    private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    /** As {@link Matches} has it: shorter parts have to be the beginning. */
    private static final int ANYWHERE = 6;

    private final List<Asked> asked;

    private IdParts(List<Asked> asked) {
        this.asked = asked;
    }

    /** Digits at a place: an id has them if it is equal to the value where the mask has ones. */
    private record Digits(long highMask, long high, long lowMask, long low) {

        boolean areIn(long idHigh, long idLow) {
            return (idHigh & highMask) == high && (idLow & lowMask) == low;
        }
    }

    /**
     * One condition.
     *
     * @param anyOf   the digits of its parts, at every place where they can stand
     * @param negated whether none of them may be there
     */
    private record Asked(List<Digits> anyOf, boolean negated) {

        boolean isMet(long high, long low) {
            for (Digits digits : anyOf) {
                if (digits.areIn(high, low)) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** What a filter asks; empty if it asks nothing, or only for forms with wildcards. */
    public static Optional<IdParts> of(JobFilter filter) {
        List<Asked> asked = new ArrayList<>();
        for (Matches condition : filter.on(Field.ID)) {
            if (condition.anyOf().stream().allMatch(pattern -> pattern.exact().isPresent())) {
                List<Digits> digits = condition.anyOf().stream()
                        .flatMap(pattern -> places(pattern).stream())
                        .toList();
                asked.add(new Asked(digits, condition.negated()));
            }
        }
        return asked.isEmpty() ? Optional.empty() : Optional.of(new IdParts(asked));
    }

    private static List<Digits> places(TextPattern pattern) {
        String part = pattern.exact().orElseThrow();
        String form = part.indexOf('-') < 0 ? FORM.replace("-", "") : FORM;
        List<Digits> places = new ArrayList<>();
        int last = part.length() < ANYWHERE ? 0 : form.length() - part.length();
        for (int at = 0; at <= last; at++) {
            at(form, part, at).ifPresent(places::add);
        }
        return places;
    }

    /** The digits of a part that begins at a character; empty if it cannot. */
    private static Optional<Digits> at(String form, String part, int at) {
        long[] mask = new long[2];
        long[] value = new long[2];
        int digit =
                (int) form.substring(0, at).chars().filter(each -> each != '-').count();
        for (int i = 0; i < part.length(); i++) {
            boolean hyphen = form.charAt(at + i) == '-';
            int of = Character.digit(part.charAt(i), 16);
            if (hyphen != (part.charAt(i) == '-') || !hyphen && of < 0) {
                return Optional.empty();
            }
            if (!hyphen) {
                int half = digit / (DIGITS / 2);
                int shift = Long.SIZE - DIGIT_BITS * (digit % (DIGITS / 2) + 1);
                mask[half] |= 0xfL << shift;
                value[half] |= (long) of << shift;
                digit++;
            }
        }
        return Optional.of(new Digits(mask[0], value[0], mask[1], value[1]));
    }

    /** Whether a job can be meant. */
    public boolean canBe(JobId id) {
        long high = id.value().getMostSignificantBits();
        long low = id.value().getLeastSignificantBits();
        for (Asked each : asked) {
            if (!each.isMet(high, low)) {
                return false;
            }
        }
        return true;
    }
}
