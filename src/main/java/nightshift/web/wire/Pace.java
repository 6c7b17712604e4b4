package nightshift.web.wire;

import java.time.Duration;

/**
 * How fast a client must be. Only the time that the server spends waiting for the client counts.
 *
 * @param silence        longest wait for the next byte
 * @param bytesPerSecond least rate once the client has kept the server waiting for as long as {@code silence}
 * @param total          longest wait for all bytes together
 */
public record Pace(Duration silence, int bytesPerSecond, Duration total) {

    /**
     * Whether a client is too slow.
     *
     * @param silent how long the current wait has lasted, in nanoseconds
     * @param waited all waits together, in nanoseconds
     * @param bytes  that have passed
     */
    public boolean isTooSlow(long silent, long waited, long bytes) {
        return silent > silence.toNanos()
                || waited > total.toNanos()
                || waited > silence.toNanos() && bytes < bytesPerSecond * (waited / 1e9);
    }
}
