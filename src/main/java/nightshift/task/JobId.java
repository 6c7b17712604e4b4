package nightshift.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifies a job: a UUID of version 7, so that ids sort by the time of their creation. */
public record JobId(UUID value) implements Comparable<JobId> {

    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Reads the 36-character form; empty if the text is not a UUID in that form. */
    public static Optional<JobId> parse(String text) {
        return text != null && CANONICAL.matcher(text).matches()
                ? Optional.of(new JobId(UUID.fromString(text)))
                : Optional.empty();
    }

    /** When the id was made, by the clock of the server that made it. */
    public Instant createdAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    /** Orders by creation time, oldest first. */
    @Override
    public int compareTo(JobId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0 ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
