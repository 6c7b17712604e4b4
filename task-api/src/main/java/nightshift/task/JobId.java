package nightshift.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identifies a job. Ids are UUIDs of version 7, so they sort by the time when they were made.
 *
 * @param value the UUID
 */
public record JobId(UUID value) implements Comparable<JobId> {

    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * Reads the form of 36 characters, in capitals or not.
     *
     * @param text what to read; may be null
     * @return empty if the text is not a UUID in that form
     */
    public static Optional<JobId> parse(String text) {
        return text != null && CANONICAL.matcher(text).matches()
                ? Optional.of(new JobId(UUID.fromString(text)))
                : Optional.empty();
    }

    /**
     * When the id was made, by the clock of the server that made it.
     *
     * @return the time, to the millisecond
     */
    public Instant createdAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    /** Orders by creation time, oldest first. */
    @Override
    public int compareTo(JobId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
