package nightshift.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Timings as people say them. */
final class Words {

    private static final int TIMES_LISTED = 4;
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private Words() {}

    static String cron(CronFields fields) {
        return times(fields) + days(fields) + (isFull(fields.months(), 1, 12) ? "" : " in " + months(fields.months()));
    }

    private static String months(long months) {
        return list(months, month -> MONTHS.get(month - 1));
    }

    private static String times(CronFields fields) {
        boolean wholeMinutes = fields.seconds() == 1;
        if (wholeMinutes
                && Long.bitCount(fields.minutes()) * Long.bitCount(fields.hours()) <= TIMES_LISTED
                && !fields.everyHour()) {
            List<String> clock = new ArrayList<>();
            for (int hour : values(fields.hours())) {
                for (int minute : values(fields.minutes())) {
                    clock.add(String.format(Locale.ROOT, "%02d:%02d", hour, minute));
                }
            }
            return "at " + joined(clock);
        }
        String small = wholeMinutes ? minutes(fields) : seconds(fields);
        if (isFull(fields.hours(), 0, 23)) {
            return small.startsWith("every") && !small.contains(" of minute") ? small : small + " of every hour";
        }
        int step = step(fields.hours(), 0, 23);
        return small
                + (step > 0
                        ? " of every " + ordinal(step) + " hour, from 00:00 on"
                        : " of the hours " + list(fields.hours(), Integer::toString));
    }

    private static String minutes(CronFields fields) {
        int step = step(fields.minutes(), 0, 59);
        if (isFull(fields.minutes(), 0, 59)) {
            return "every minute";
        }
        if (step > 0) {
            return "every " + step + " minutes";
        }
        return plural("at minute", fields.minutes()) + list(fields.minutes(), Integer::toString);
    }

    private static String seconds(CronFields fields) {
        int step = step(fields.seconds(), 0, 59);
        String seconds = isFull(fields.seconds(), 0, 59)
                ? "every second"
                : step > 0
                        ? "every " + step + " seconds"
                        : plural("at second", fields.seconds()) + list(fields.seconds(), Integer::toString);
        if (isFull(fields.minutes(), 0, 59)) {
            return seconds.startsWith("every") ? seconds : seconds + " of every minute";
        }
        return seconds + " of " + plural("minute", fields.minutes()) + list(fields.minutes(), Integer::toString);
    }

    private static String plural(String what, long values) {
        return what + (Long.bitCount(values) == 1 ? " " : "s ");
    }

    private static String days(CronFields fields) {
        boolean anyDay = isFull(fields.daysOfMonth(), 1, 31);
        boolean anyWeekday = isFull(fields.daysOfWeek(), 0, 6);
        String ofMonth =
                plural("day", fields.daysOfMonth()) + list(fields.daysOfMonth(), Integer::toString) + " of the month";
        String ofWeek = list(weekFromMonday(fields.daysOfWeek()), day -> WEEKDAYS.get(day % 7));
        if (anyDay && anyWeekday) {
            return " every day";
        }
        if (anyWeekday) {
            return " on " + ofMonth;
        }
        if (anyDay) {
            return " on " + ofWeek;
        }
        return " on " + ofMonth + (fields.anyDayOfMonth() || fields.anyDayOfWeek() ? " if it is " : " or on ") + ofWeek;
    }

    private static long weekFromMonday(long days) {
        return (days & 1) == 1 ? days & ~1L | 1L << 7 : days;
    }

    static String duration(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "day");
        add(parts, duration.toHoursPart(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        add(parts, duration.toMillisPart(), "millisecond");
        String text = joined(parts);
        return parts.size() == 1 && text.startsWith("1 ") ? text.substring(2) : text;
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    private static boolean isFull(long values, int least, int most) {
        return Long.bitCount(values) == most - least + 1;
    }

    /** Two or more if the values are the multiples of a number that divides the whole, else 0. */
    private static int step(long values, int least, int most) {
        int size = most - least + 1;
        int count = Long.bitCount(values);
        if (count < 2 || size % count != 0) {
            return 0;
        }
        int step = size / count;
        for (int value = least; value <= most; value += step) {
            if ((values >>> value & 1) == 0) {
                return 0;
            }
        }
        return step;
    }

    private static String ordinal(int number) {
        return switch (number) {
            case 2 -> "second";
            case 3 -> "third";
            default -> number + "th";
        };
    }

    private static List<Integer> values(long set) {
        List<Integer> values = new ArrayList<>();
        for (long rest = set; rest != 0; rest &= rest - 1) {
            values.add(Long.numberOfTrailingZeros(rest));
        }
        return values;
    }

    /** Values with their names; three or more in a row as a range. */
    private static String list(long set, IntFunction<String> name) {
        List<String> parts = new ArrayList<>();
        List<Integer> values = values(set);
        for (int i = 0; i < values.size(); ) {
            int last = i;
            while (last + 1 < values.size() && values.get(last + 1) == values.get(last) + 1) {
                last++;
            }
            if (last - i >= 2) {
                parts.add(name.apply(values.get(i)) + " to " + name.apply(values.get(last)));
                i = last + 1;
            } else {
                parts.add(name.apply(values.get(i)));
                i++;
            }
        }
        return joined(parts);
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last <= 0
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + (last > 1 ? "," : "") + " and " + parts.get(last);
    }
}
