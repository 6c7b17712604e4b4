package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.job.Destination;
import nightshift.limit.DestinationLimits;
import nightshift.task.JobId;

/**
 * A destination, its breaker and its limits.
 *
 * @param destination the host
 * @param breaker     whether it is called
 * @param waiting     ready jobs that stand aside because of its breaker or its limits
 * @param calls       calls of about the last minute
 * @param failures    those of them that failed
 * @param lastCall    when the latest call ended, if there was one
 * @param own         the limits that were set for it
 * @param limits      the limits in force: its own, or those of the installation
 * @param running     how many jobs call it now, if it has a limit for that
 */
public record DestinationStatus(
        Destination destination,
        Breaker breaker,
        long waiting,
        long calls,
        long failures,
        Optional<Instant> lastCall,
        DestinationLimits own,
        DestinationLimits limits,
        Optional<Long> running) {

    /** States of a circuit breaker. */
    public enum State {
        /** Jobs call the destination. */
        CLOSED,
        /** No job calls the destination. */
        OPEN,
        /** One job calls the destination to find out whether it works again. */
        HALF_OPEN
    }

    /**
     * A circuit breaker.
     *
     * @param state    its state
     * @param since    since when it has had that state; empty if it never opened, or has been closed for a long time
     * @param until    if it is open, when the next probe may go; empty if only a person closes it
     * @param cause    if it is not closed, why it opened
     * @param openedBy who opened it, if a person did
     * @param probe    if it is half open, the job that calls the destination to find out whether it works again
     * @param recovery if it has closed recently, how fast the jobs start that waited
     */
    public record Breaker(
            State state,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<Cause> cause,
            Optional<String> openedBy,
            Optional<JobId> probe,
            Optional<Recovery> recovery) {

        /** A breaker that never opened. */
        public static final Breaker CLOSED = new Breaker(
                State.CLOSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** The same breaker, when no job waits for the destination. */
        public Breaker recovered() {
            return new Breaker(state, since, until, cause, openedBy, probe, Optional.empty());
        }
    }

    /** Why a breaker opened. */
    public enum Cause {
        /** Too many calls failed. */
        FAILURES('f'),
        /** The destination answered 503: unavailable for a while. */
        UNAVAILABLE('u'),
        /** The destination answered 429: too many requests. */
        BUSY('b'),
        /** A person opened it. */
        MANUAL('m');

        private final char code;

        Cause(char code) {
            this.code = code;
        }

        /** The cause of this code. */
        public static Cause ofCode(char code) {
            for (Cause cause : values()) {
                if (cause.code == code) {
                    return cause;
                }
            }
            throw new IllegalArgumentException("no cause has the code " + code);
        }
    }

    /**
     * How fast jobs start that waited for a destination.
     *
     * @param interval from one start to the next
     * @param until    when they may start twice as fast, if some still wait
     */
    public record Recovery(Duration interval, Instant until) {}
}
