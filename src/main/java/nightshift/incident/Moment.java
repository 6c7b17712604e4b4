package nightshift.incident;

import java.time.Instant;

/**
 * A line of the timeline.
 *
 * @param what in Markdown
 */
record Moment(Instant at, String what) {}
