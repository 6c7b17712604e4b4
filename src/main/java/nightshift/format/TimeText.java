package nightshift.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Times and durations as clients write them. {@link Instant#parse} and {@link Duration#parse} also read forms that no
 * published schema can describe, such as {@code +PT5S} or {@code PT0,5S}. Only the forms below are part of the API.
 */
public final class TimeText {

    /**
     * Durations as a regular expression that Java, JavaScript and Python understand alike: days, hours, minutes and
     * seconds, of which the last can have a fraction. Weeks, months, years and signs are left out.
     */
    public static final String DURATION =
            "^P(?=.)([0-9]{1,9}D)?(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,12}(\\.[0-9]{1,9})?S)?)?$";

    private static final Pattern DURATION_FORM = Pattern.compile(DURATION);
    private static final Pattern TIME_FORM =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
                    + "(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private TimeText() {}

    /**
     * Reads an ISO 8601 duration such as {@code P1DT12H} or {@code PT0.25S}.
     *
     * @throws DateTimeException if the text has another form
     */
    public static Duration duration(String text) {
        if (!DURATION_FORM.matcher(text).matches()) {
            throw new DateTimeException("not a duration");
        }
        return Duration.parse(text);
    }

    /**
     * Reads an RFC 3339 time such as {@code 2026-11-24T14:02:11Z}, in UTC or with an offset.
     *
     * @throws DateTimeException if the text has another form, or there is no such day
     */
    public static Instant time(String text) {
        if (!TIME_FORM.matcher(text).matches()) {
            throw new DateTimeException("not a time");
        }
        return Instant.parse(text);
    }
}
