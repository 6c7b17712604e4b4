package nightshift.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads cron expressions. What it refuses, it refuses with the field and a remedy. */
final class CronText {

    static final int LONGEST = 300;

    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private static final Pattern ITEM =
            Pattern.compile("(\\*|\\?|([0-9]{1,4}|[A-Za-z]{3})(?:-([0-9]{1,4}|[A-Za-z]{3}))?)(?:/([0-9]{1,4}))?");

    private CronText() {}

    /** One of the fields, with its values and their names. */
    private enum Field {
        SECOND("second", 0, 59, List.of()),
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY("day of month", 1, 31, List.of()),
        MONTH(
                "month",
                1,
                12,
                List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
        WEEKDAY("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

        private final String label;
        private final int least;
        private final int most;
        private final List<String> names;

        Field(String label, int least, int most, List<String> names) {
            this.label = label;
            this.least = least;
            this.most = most;
            this.names = names;
        }

        private boolean isOfDays() {
            return this == DAY || this == WEEKDAY;
        }

        private int value(String text) {
            int name = names.indexOf(text.toUpperCase(Locale.ROOT));
            if (name >= 0) {
                return least + name;
            }
            if (!Character.isDigit(text.charAt(0))) {
                throw wrong("\"" + text + "\" is not one of its names"
                        + (names.isEmpty() ? "; use a number" : ": " + String.join(" ", names)));
            }
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw wrong(text + " is not from " + least + " to " + most);
            }
            return value;
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException("has a wrong " + label + ": " + why);
        }

        private long read(String text) {
            long values = 0;
            for (String item : text.split(",", -1)) {
                values |= item(item);
            }
            if (this == WEEKDAY && (values >>> 7 & 1) == 1) { // 0 and 7 are both Sunday
                values = values & 0x7f | 1;
            }
            return values;
        }

        private long item(String text) {
            Matcher matcher = ITEM.matcher(text);
            if (!matcher.matches()) {
                throw wrong(unknown(text));
            }
            int first = least;
            int last = this == WEEKDAY ? 6 : most;
            if (matcher.group(1).equals("?")) {
                if (!isOfDays()) {
                    throw wrong("? stands for any day only; use *");
                }
            } else if (!matcher.group(1).equals("*")) {
                first = value(matcher.group(2));
                last = matcher.group(3) != null
                        ? value(matcher.group(3))
                        : matcher.group(4) != null ? Math.max(first, last) : first;
                if (this == WEEKDAY && last == 0 && first > 0) { // FRI-SUN
                    last = 7;
                }
                if (last < first) {
                    throw wrong(matcher.group(1) + " ends before it begins; write two ranges with a comma");
                }
            }
            int step = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
            if (step < 1 || step > most) {
                throw wrong("the step of " + text + " is not from 1 to " + most);
            }
            long values = 0;
            for (int value = first; value <= last; value += step) {
                values |= 1L << value;
            }
            return values;
        }

        private String unknown(String text) {
            if (text.isEmpty()) {
                return "there is nothing between two commas";
            }
            if (isOfDays() && text.matches("(?i)[0-9]*L(-[0-9]+)?|LW|[A-Z]{3}L")) {
                return "L is not supported; for the end of a month, run on days 28-31 and let the task check the date";
            }
            if (this == DAY && text.matches("(?i)[0-9]*W")) {
                return "W is not supported; list the days, or run on 1-5 in the day of week";
            }
            if (text.contains("#")) {
                return "# is not supported; for the first Monday, run on days 1-7 and let the task check the weekday";
            }
            return "\"" + text + "\" is not a value, a range such as 1-5, a step such as */15, or *";
        }
    }

    /** @throws IllegalArgumentException if this is no expression; the message is to be read after the name of the field */
    static CronFields read(String given) {
        if (given.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        String text = given.strip();
        if (text.startsWith("@")) {
            text = macro(text);
        }
        if (text.matches("(CRON_)?TZ=.*")) {
            throw new IllegalArgumentException("cannot name its time zone; use the field timeZone");
        }
        String[] parts = text.split("[ \\t]+");
        if (parts.length != 5 && parts.length != 6) {
            throw new IllegalArgumentException("must have five fields (minute, hour, day of month, month, day of week),"
                    + " or six with the seconds in front, but has " + (text.isEmpty() ? 0 : parts.length)
                    + (parts.length == 7 ? "; leave out the year, and use endAt" : ""));
        }
        int from = parts.length - 5;
        CronFields fields = new CronFields(
                from == 0 ? 1 : Field.SECOND.read(parts[0]),
                Field.MINUTE.read(parts[from]),
                Field.HOUR.read(parts[from + 1]),
                Field.DAY.read(parts[from + 2]),
                Field.MONTH.read(parts[from + 3]),
                Field.WEEKDAY.read(parts[from + 4]),
                isAny(parts[from + 2]),
                isAny(parts[from + 4]),
                isAny(parts[from + 1]) || Field.HOUR.read(parts[from + 1]) == (1L << 24) - 1);
        if (fields.after(Cron.SOME_TIME).isEmpty()) {
            throw new IllegalArgumentException("never runs: none of its months has a day like this");
        }
        return fields;
    }

    private static boolean isAny(String field) {
        return field.startsWith("*") || field.startsWith("?");
    }

    private static String macro(String text) {
        String fields = MACROS.get(text.toLowerCase(Locale.ROOT));
        if (fields == null) {
            throw new IllegalArgumentException(
                    text.equalsIgnoreCase("@reboot")
                            ? "cannot be @reboot, which names no time; submit a job where your program starts"
                            : "must be five fields, or one of @hourly @daily @midnight @weekly @monthly @yearly @annually");
        }
        return fields;
    }
}
