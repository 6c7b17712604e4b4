package nightshift.job;

import java.time.Duration;

/**
 * Makes a request safe to repeat: the same key with the same body gives the same job.
 *
 * @param principal who sent it; equal keys of different principals are different keys
 * @param key       1 to 255 visible ASCII characters, as the client chose
 * @param bodyHash  digest of the request body
 */
public record IdempotencyKey(String principal, String key, String bodyHash) {

    /** How long a key is remembered: longer than any sensible client repeats a request. */
    public static final Duration REMEMBERED = Duration.ofHours(24);
}
