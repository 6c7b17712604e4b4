package nightshift.redis.check;

import java.time.Duration;

/**
 * The bounds of a check.
 *
 * @param held how long a server holds a check without a call, before another server can start one
 * @param ids  how many ids of each kind are kept in memory at once, at least 1; where there are more, the jobs are checked in parts
 */
public record AuditBounds(Duration held, int ids) {

    /** A million ids take 16 MB. Three kinds are kept. */
    public static final AuditBounds DEFAULTS = new AuditBounds(Duration.ofSeconds(30), 1_000_000);
}
