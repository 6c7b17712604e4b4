package nightshift.redis.record;

import java.nio.ByteBuffer;
import java.util.Optional;
import nightshift.job.TraceParent;

/** The trace of a job, which stands in front of the meta of its record. */
final class TraceBytes {

    /** How many bytes it takes. */
    static final int LENGTH = 26;

    /** The first byte, with which the text of the meta never begins. */
    private static final byte MARK = 0;

    private TraceBytes() {}

    static void put(ByteBuffer into, TraceParent trace) {
        into.put(MARK)
                .putLong(trace.traceHigh())
                .putLong(trace.traceLow())
                .putLong(trace.parent())
                .put(trace.flags());
    }

    /** The trace in front of a meta; empty if there is none. */
    static Optional<TraceParent> read(byte[] record, int from, int end) {
        if (end == from || record[from] != MARK) {
            return Optional.empty();
        }
        ByteBuffer trace = ByteBuffer.wrap(record, from + 1, LENGTH - 1);
        return Optional.of(new TraceParent(trace.getLong(), trace.getLong(), trace.getLong(), trace.get()));
    }
}
