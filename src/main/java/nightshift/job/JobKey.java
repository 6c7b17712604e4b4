package nightshift.job;

/**
 * What a job belongs to within its queue: a tenant, a customer, a device. Limits and fair turns of a queue can go by it.
 *
 * @param value at most {@link #BYTES_MOST} bytes of UTF-8, without control characters
 */
public record JobKey(String value) {

    /** Longest key, in bytes of UTF-8. */
    public static final int BYTES_MOST = 100;

    /** @throws IllegalArgumentException if the value is empty, too long, or has control characters */
    public JobKey {
        KeyText.check(value, BYTES_MOST);
    }

    @Override
    public String toString() {
        return value;
    }
}
