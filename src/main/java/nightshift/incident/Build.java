package nightshift.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * A version that ran.
 *
 * @param version  of Nightshift
 * @param revision of its source
 * @param servers  how many ran at once at most
 * @param appeared when the first of its servers appeared; empty if that was before the time that was looked at
 * @param gone     when the last of its servers was gone; empty if some ran to the end of that time
 */
public record Build(String version, String revision, int servers, Optional<Instant> appeared, Optional<Instant> gone) {}
