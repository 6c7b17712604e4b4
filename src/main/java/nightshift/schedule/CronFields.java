package nightshift.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The fields of a cron expression as sets of values, one bit each. Knows nothing of time zones: all times are as on one calendar
 * without leaps.
 *
 * @param anyDayOfMonth whether the field of days begins with an asterisk; then a day has to fit both fields of days, otherwise one
 * @param anyDayOfWeek  as {@code anyDayOfMonth}, of the field of weekdays
 * @param everyHour     whether the field of hours begins with an asterisk, or names all hours
 */
record CronFields(
        long seconds,
        long minutes,
        long hours,
        long daysOfMonth,
        long months,
        long daysOfWeek,
        boolean anyDayOfMonth,
        boolean anyDayOfWeek,
        boolean everyHour) {

    /** The calendar repeats weekdays and leap days after 28 years, or after 40 around a century without a leap day. */
    private static final int YEARS_SEARCHED = 40;

    /** The first time after this one that fits; empty if there is none in {@value #YEARS_SEARCHED} years. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        LocalDateTime from = time.withNano(0).plusSeconds(1);
        LocalDate day = from.toLocalDate();
        LocalDate end = day.plusYears(YEARS_SEARCHED);
        int second = from.toLocalTime().toSecondOfDay();
        while (day.isBefore(end)) {
            if (!has(months, day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
                second = 0;
                continue;
            }
            int found = fits(day) ? secondFrom(second) : -1;
            if (found >= 0) {
                return Optional.of(day.atTime(LocalTime.ofSecondOfDay(found)));
            }
            day = day.plusDays(1);
            second = 0;
        }
        return Optional.empty();
    }

    /** As cron has always done it: two restricted fields of days widen each other. */
    boolean fits(LocalDate day) {
        boolean ofMonth = has(daysOfMonth, day.getDayOfMonth());
        boolean ofWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
        return anyDayOfMonth || anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    /** The first second of a day that fits, from one of its seconds on; -1 if there is none. */
    private int secondFrom(int from) {
        int hour = next(hours, from / 3600);
        if (hour == from / 3600) {
            int minute = next(minutes, from / 60 % 60);
            if (minute == from / 60 % 60) {
                int second = next(seconds, from % 60);
                if (second >= 0) {
                    return hour * 3600 + minute * 60 + second;
                }
                minute = next(minutes, minute + 1);
            }
            if (minute >= 0) {
                return hour * 3600 + minute * 60 + next(seconds, 0);
            }
            hour = next(hours, hour + 1);
        }
        return hour < 0 ? -1 : hour * 3600 + next(minutes, 0) * 60 + next(seconds, 0);
    }

    private static boolean has(long set, int value) {
        return (set >>> value & 1) == 1;
    }

    /** The first value of a set from one on; -1 if there is none. */
    private static int next(long set, int from) {
        long rest = from > 63 ? 0 : set >>> from << from;
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }
}
