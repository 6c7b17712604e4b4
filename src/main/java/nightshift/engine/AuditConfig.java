package nightshift.engine;

import java.time.Duration;

/**
 * How the self-audit works.
 *
 * @param interval from the start of a check to that of the next
 * @param share    how much of the time of Redis it may take, above 0 and up to 1
 */
public record AuditConfig(Duration interval, double share) {}
