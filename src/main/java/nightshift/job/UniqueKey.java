package nightshift.job;

/**
 * A key that at most one live job has, over all queues and tasks. The job has it from its submit until it comes into a final
 * state. An {@link IdempotencyKey} makes a request repeatable; this key makes work unique.
 *
 * @param value at most {@link #BYTES_MOST} bytes of UTF-8, without control characters
 */
public record UniqueKey(String value) {

    /** Longest key, in bytes of UTF-8. */
    public static final int BYTES_MOST = 200;

    /** @throws IllegalArgumentException if the value is empty, too long, or has control characters */
    public UniqueKey {
        KeyText.check(value, BYTES_MOST);
    }

    @Override
    public String toString() {
        return value;
    }
}
