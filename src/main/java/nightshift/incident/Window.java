package nightshift.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The time that a report covers.
 *
 * @param from where it begins
 * @param to   where it ends, after {@code from} and at most {@link #LONGEST} later
 */
public record Window(Instant from, Instant to) {

    /** The same in whole milliseconds, in which store and monitoring count. */
    public Window {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Longer reports would show charts too coarse to see an outage of minutes. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Rows of a chart. */
    private static final int ROWS_MOST = 60;

    private static final long[] STEPS = {60, 120, 300, 600, 900, 1_800};

    /** The time that one row of a chart stands for: whole minutes, so that there are at most 60 rows. */
    public Duration step() {
        return LongStream.of(STEPS)
                .mapToObj(Duration::ofSeconds)
                .filter(step -> points(step) <= ROWS_MOST)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The first of the points that end at {@link #to} and cover the whole window.
     *
     * @param step between two points
     */
    public Instant firstPoint(Duration step) {
        return to.minus(step.multipliedBy(points(step) - 1));
    }

    private long points(Duration step) {
        return Math.max(1, (Duration.between(from, to).toMillis() + step.toMillis() - 1) / step.toMillis());
    }

    boolean has(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /**
     * Whether something took place in it, at least in part.
     *
     * @param ended empty if it has not
     */
    boolean overlaps(Instant began, Optional<Instant> ended) {
        return began.isBefore(to) && ended.map(end -> !end.isBefore(from)).orElse(true);
    }
}
