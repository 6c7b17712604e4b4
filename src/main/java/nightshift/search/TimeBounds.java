package nightshift.search;

import nightshift.store.JobFilter;

/**
 * The times between which the entries of jobs lie that a filter can mean.
 *
 * @param from in ms
 * @param to   in ms
 */
public record TimeBounds(long from, long to) {

    /** How far an entry's own time can lie from the times of its jobs. */
    private static final long SLACK_MS = 1_000;

    /** Those of a filter. */
    public static TimeBounds of(JobFilter filter) {
        return new TimeBounds(
                filter.createdFrom()
                        .map(time -> Math.max(0, time.toEpochMilli() - SLACK_MS))
                        .orElse(0L),
                filter.createdBefore()
                        .map(time -> Math.max(0, time.toEpochMilli() + SLACK_MS))
                        .orElse(Long.MAX_VALUE));
    }

    /** The newest entry, as XREVRANGE has it. */
    public String newest() {
        return to == Long.MAX_VALUE ? "+" : Long.toString(to);
    }

    /** The oldest entry, as XREVRANGE has it. */
    public String oldest() {
        return from == 0 ? "-" : Long.toString(from);
    }

    /** Whether entries from one to another can be meant. */
    boolean canHave(EntryId first, EntryId last) {
        return last.ms() >= from && first.ms() <= to;
    }
}
