package nightshift.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads the header {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {

    /** No receiver can delay a job for longer. */
    static final Duration LONGEST = Duration.ofHours(24);

    /** The third of the forms that RFC 9110 section 5.6.7 wants understood; it has no zone and means UTC. */
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    // A header on several lines arrives as a list.
    private static final Pattern SECONDS = Pattern.compile("\\d+(?:\\s*,\\s*\\d+)*");

    private static final long SPREAD_LEAST_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long SPREAD_MOST_MILLIS = Duration.ofMinutes(5).toMillis();

    private RetryAfter() {}

    /**
     * A wait that is random between the given one and some more: up to a quarter, which is at least 10 s (or four times the
     * wait, where that is less) and at most 5 min. A receiver gives all jobs the same time, and they must not all
     * return at once.
     */
    static Duration spread(Duration least, RandomGenerator random) {
        long wait = least.toMillis();
        long more = Math.max(wait / 4, Math.min(4 * wait, SPREAD_LEAST_MILLIS));
        return least.plusMillis(random.nextLong(Math.min(more, SPREAD_MOST_MILLIS) + 1));
    }

    /**
     * How long to wait from now, at most {@link #LONGEST}; empty if the text cannot be read, or names a time in the
     * past.
     */
    static Optional<Duration> parse(String text, Instant now) {
        String value = text.strip();
        Duration wait;
        if (SECONDS.matcher(value).matches()) {
            wait = Arrays.stream(value.split("\\s*,\\s*"))
                    .map(RetryAfter::seconds)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } else {
            Instant date =
                    DateUtils.parseDate(value, DateUtils.FORMATTER_RFC1123, DateUtils.FORMATTER_RFC1036, ASCTIME);
            if (date == null) {
                return Optional.empty();
            }
            wait = Duration.between(now, date);
        }
        return wait.isNegative() || wait.isZero()
                ? Optional.empty()
                : Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }
}
