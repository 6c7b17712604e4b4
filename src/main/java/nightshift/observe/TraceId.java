package nightshift.observe;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.job.JobId;

/** Makes trace ids as W3C Trace Context has them: 32 hexadecimal digits, not all 0. */
final class TraceId {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private TraceId() {
    }

    /** A job's attempts are one trace, whichever servers they run on: its id, which is as long, without the dashes. */
    static String of(JobId job) {
        return job.toString().replace("-", "");
    }

    /** The trace that a caller names, or a new one. */
    static String ofRequest(String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
    }
}
