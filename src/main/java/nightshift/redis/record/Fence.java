package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import nightshift.job.JobState;
import nightshift.job.Lease;

/** An attempt's number and its lease token, as a record has them and the scripts compare them. */
public final class Fence {

    /** Where they end in a record. */
    public static final int END = 47;

    private static final int NUMBER_DIGITS = 4;

    private Fence() {}

    /** The text for a lease. */
    public static byte[] of(Lease lease) {
        byte[] fence = new byte[NUMBER_DIGITS + JobRecord.TOKEN_LENGTH];
        Digits.put(fence, 0, NUMBER_DIGITS, lease.attempt());
        System.arraycopy(lease.token().getBytes(ISO_8859_1), 0, fence, NUMBER_DIGITS, JobRecord.TOKEN_LENGTH);
        return fence;
    }

    /** Whether a job whose record begins like this runs under a lease. */
    public static boolean isHeld(byte[] head, Lease lease) {
        return head.length >= END
                && head[1] == JobState.RUNNING.code()
                && Arrays.equals(head, JobRecord.ATTEMPT, END, of(lease), 0, END - JobRecord.ATTEMPT);
    }
}
