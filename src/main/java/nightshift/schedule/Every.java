package nightshift.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs in even steps, whatever the clocks on the wall do. Steps count from 1970-01-01T00:00:00Z, so that all servers agree on
 * them.
 *
 * @param every  length of a step, from {@link #SHORTEST} to {@link #LONGEST}, in whole milliseconds
 * @param offset how long after the beginning of each step it runs; less than {@code every}
 */
public record Every(Duration every, Duration offset) implements Timing {

    /** The shortest step. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    /** The longest step. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public Every {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("every must be from " + SHORTEST + " to P366D");
        }
        if (every.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("every must be a whole number of milliseconds");
        }
        if (offset.isNegative() || offset.compareTo(every) >= 0 || offset.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "offset must be from PT0S to less than every, in whole milliseconds; every step begins at 1970-01-01T00:00Z");
        }
    }

    @Override
    public Optional<Instant> after(Instant time) {
        Instant next = step(time, 1);
        return next.isAfter(LATEST) ? Optional.empty() : Optional.of(next);
    }

    @Override
    public Optional<Instant> lastUntil(Instant time) {
        return Optional.of(step(time, 0));
    }

    private Instant step(Instant time, int more) {
        long step = every.toMillis();
        long number = Math.floorDiv(time.toEpochMilli() - offset.toMillis(), step) + more;
        return Instant.ofEpochMilli(number * step + offset.toMillis());
    }

    @Override
    public String words() {
        return "every " + Words.duration(every)
                + (offset.isZero() ? "" : ", " + Words.duration(offset) + " after each step begins");
    }
}
