package nightshift.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that a new job names, such as when it may run. Relative times are counted by the store's clock, so that all servers agree
 * on them.
 */
public sealed interface Due {

    /**
     * The point in time that this means.
     *
     * @param now from where relative times are counted
     */
    Instant from(Instant now);

    /** At once. */
    record Now() implements Due {
        @Override
        public Instant from(Instant now) {
            return now;
        }
    }

    /**
     * After a delay.
     *
     * @param delay zero or more, at most {@link Limits#DELAY_LONGEST}
     */
    record After(Duration delay) implements Due {
        /** @throws IllegalArgumentException if the delay is out of range */
        public After {
            if (delay.isNegative() || delay.compareTo(Limits.DELAY_LONGEST) > 0) {
                throw new IllegalArgumentException("must be from PT0S to " + Limits.DELAY_LONGEST);
            }
        }

        @Override
        public Instant from(Instant now) {
            return now.plus(delay);
        }
    }

    /**
     * At a point in time; one in the past means at once.
     *
     * @param time not before 1970 and not after 2199
     */
    record At(Instant time) implements Due {
        /** The latest time that a job can name. */
        static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

        /** @throws IllegalArgumentException if the time is out of range */
        public At {
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("must be from 1970-01-01T00:00:00Z to " + LATEST);
            }
        }

        @Override
        public Instant from(Instant now) {
            return time;
        }
    }
}
