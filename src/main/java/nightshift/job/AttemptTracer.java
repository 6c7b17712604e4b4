package nightshift.job;

/** Follows attempts, for logs and traces. Called for every attempt: it must be quick and not throw. */
@FunctionalInterface
public interface AttemptTracer {

    /** Follows nothing. */
    AttemptTracer NONE = job -> AttemptSpan.NONE;

    /** An attempt begins on the current thread, which does nothing else until the answer is closed. */
    AttemptSpan begin(Claimed job);

    /** One attempt under way. */
    interface AttemptSpan extends AutoCloseable {

        /** Does nothing. */
        AttemptSpan NONE = new AttemptSpan() {};

        /** It was decided that the attempt ended so, whatever its handler did after that. Not called for one whose lease is lost: nobody knows here how it ends. */
        default void ended(Attempt attempt) {}

        /** The thread is through with the attempt. */
        @Override
        default void close() {}
    }
}
