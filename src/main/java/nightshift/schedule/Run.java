package nightshift.schedule;

import java.time.Instant;

/**
 * One firing of a schedule.
 *
 * @param planned the time by the schedule's rule, which names the run
 * @param due     when it is to be fired: the planned time plus its share of the jitter
 */
public record Run(Instant planned, Instant due) {}
