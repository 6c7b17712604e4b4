package nightshift.format.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.format.TimeText;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Time;

/**
 * Reads when something must have happened. A time is a moment of a millisecond, the precision of the store. A date is a whole
 * day in UTC: after it means from the next day on.
 */
record Moments(Instant now) {

    private static final Pattern AGO = Pattern.compile("-(\\d{1,6})([smhdw])");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS,
            "w", ChronoUnit.WEEKS);
    private static final Duration LONGEST_AGO = Duration.ofDays(3650);
    /** No later time can be written. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final String FORMS =
            "a time is written as -2h (s, m, h, d or w ago), 2026-11-24, or 2026-11-24T14:02:11Z";

    /** @param end the first moment after it */
    private record Moment(Instant begin, Instant end) {

        Moment {
            begin = begin.isAfter(LAST) ? LAST : begin;
            end = end.isAfter(LAST) ? LAST : end;
        }
    }

    Between between(Term term, Time time) {
        if (term.negated()) {
            throw term.wrong("a comparison cannot be negated. Turn it around instead: " + term.field()
                    + opposite(term.operator()) + "…");
        }
        String text = term.exact(term.only(), FORMS);
        Moment moment = moment(term, text);
        return switch (term.operator()) {
            case ">" -> new Between(time, Optional.of(moment.end()), Optional.empty());
            case ">=" -> new Between(time, Optional.of(moment.begin()), Optional.empty());
            case "<" -> new Between(time, Optional.empty(), Optional.of(moment.begin()));
            case "<=" -> new Between(time, Optional.empty(), Optional.of(moment.end()));
            default -> {
                if (!DATE.matcher(text).matches()) {
                    throw term.wrong("after a colon, only a date is possible, which means that day. Write "
                            + term.field() + ">" + text + " or " + term.field() + "<" + text);
                }
                yield new Between(time, Optional.of(moment.begin()), Optional.of(moment.end()));
            }
        };
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case ">" -> "<=";
            case ">=" -> "<";
            case "<" -> ">=";
            case "<=" -> ">";
            default -> "<";
        };
    }

    private Moment moment(Term term, String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            Duration back = UNITS.get(ago.group(2)).getDuration().multipliedBy(Long.parseLong(ago.group(1)));
            if (back.compareTo(LONGEST_AGO) > 0) {
                throw term.wrong("a time lies at most " + LONGEST_AGO.toDays() + "d back. Write a date instead");
            }
            return millisecond(now.minus(back));
        }
        try {
            if (DATE.matcher(text).matches()) {
                Instant begin =
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return new Moment(begin, begin.plus(1, ChronoUnit.DAYS));
            }
            return millisecond(TimeText.time(text));
        } catch (DateTimeException e) {
            throw term.wrong(FORMS);
        }
    }

    private static Moment millisecond(Instant time) {
        Instant begin = time.truncatedTo(ChronoUnit.MILLIS);
        // a time between two milliseconds comes after the first of them
        return new Moment(begin.equals(time) ? begin : begin.plusMillis(1), begin.plusMillis(1));
    }

    static String write(Between between) {
        String name = name(between.time());
        return between.from().map(time -> name + ">=" + time).orElse("")
                + (between.from().isPresent() && between.before().isPresent() ? " " : "")
                + between.before().map(time -> name + "<" + time).orElse("");
    }

    static String name(Time time) {
        return switch (time) {
            case CREATED -> "created";
            case ENDED -> "ended";
        };
    }
}
