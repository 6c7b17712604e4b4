package nightshift.job;

/** Follows attempts, for logs and traces. Called for every attempt: it must be quick and not throw. */
@FunctionalInterface
public interface AttemptTracer {

    /** Ignores everything. */
    AttemptTracer NONE = job -> AttemptSpan.NONE;

    /** An attempt begins on the current thread, which does nothing else until the answer is closed. */
    AttemptSpan begin(Claimed job);

    /** An attempt in progress. */
    interface AttemptSpan extends AutoCloseable {

        /** Does nothing. */
        AttemptSpan NONE = new AttemptSpan() {};

        /**
         * The attempt ended this way, whatever its handler did afterwards. Not called if the lease is lost: this server
         * does not know how such attempts end.
         */
        default void ended(Attempt attempt) {}

        /** The thread has finished with the attempt. */
        @Override
        default void close() {}
    }
}
