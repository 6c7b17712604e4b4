package nightshift.job;

import java.time.Duration;

/**
 * What an attempt learned about its destination.
 *
 * @param kind  what happened
 * @param pause how long the destination asked to be left alone; zero where it did not say
 */
public record Reachability(Kind kind, Duration pause) {

    /** What happened to a request. */
    public enum Kind {
        /** The destination answered. Whether the job likes the answer is another question. */
        ANSWERED('a'),
        /** No answer came, or one that says that the destination cannot work: a status from 500 on. */
        FAILED('d'),
        /** The destination said that it is not available for a while: status 503. */
        UNAVAILABLE('u'),
        /** The destination said that it gets too many requests: status 429. */
        BUSY('b');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** One character that stands for this in the store. */
        public char code() {
            return code;
        }
    }

    /** The destination answered. */
    public static final Reachability ANSWERED = new Reachability(Kind.ANSWERED, Duration.ZERO);

    /** The destination failed. */
    public static final Reachability FAILED = new Reachability(Kind.FAILED, Duration.ZERO);

    /** The destination is unavailable; zero where it did not say for how long. */
    public static Reachability unavailable(Duration pause) {
        return new Reachability(Kind.UNAVAILABLE, pause);
    }

    /** The destination gets too many requests; zero where it did not say how long it wants to be left alone. */
    public static Reachability busy(Duration pause) {
        return new Reachability(Kind.BUSY, pause);
    }
}
