package nightshift.observe.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import nightshift.job.TraceParent;
import nightshift.task.JobId;

/** Makes trace ids as W3C Trace Context has them: 32 hexadecimal digits, not all 0. */
final class TraceId {

    private TraceId() {}

    /** The trace of a job that was submitted without one: its id, which is as long, without the dashes. */
    static String of(JobId job) {
        return job.toString().replace("-", "");
    }

    /** The trace that a caller names, or a new one. */
    static String ofRequest(String traceparent) {
        return TraceParent.parse(traceparent).map(TraceParent::traceId).orElseGet(TraceId::random);
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
    }
}
