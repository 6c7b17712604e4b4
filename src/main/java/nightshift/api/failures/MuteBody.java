package nightshift.api.failures;

import java.time.Instant;
import nightshift.web.Longest;

/**
 * The body of a request to mute a group.
 *
 * @param reason why, for others
 * @param until  when it ends by itself
 */
record MuteBody(@Longest(200) String reason, Instant until) {}
