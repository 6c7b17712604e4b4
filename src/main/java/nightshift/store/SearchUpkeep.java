package nightshift.store;

import java.time.Duration;

/**
 * The upkeep of the index for search, which follows behind the jobs. One server at a time does it. Without it, lists walk all jobs, so
 * they are slower but never wrong. Every method throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface SearchUpkeep {

    /** Who keeps the index. */
    enum Keeper {
        /** The server that asks. */
        THIS,
        /** Another server. */
        ANOTHER,
        /** Nobody: a server of an earlier version is at work, and changes jobs without a trace in the index. */
        NOBODY
    }

    /**
     * Does the next bounded piece of the upkeep, if no other server does it.
     *
     * @param worker id of the worker that asks
     */
    Round keep(String worker);

    /** Lets another server do the upkeep at once. */
    void release(String worker);

    /** Removes the index. */
    void remove();

    /**
     * What a call of {@link #keep} has done and found.
     *
     * @param keeper   who keeps the index; all other numbers are zero unless this server does
     * @param segments how many pieces of the index there are
     * @param stale    how many of them do not have the states of their jobs right
     * @param behind   how many jobs are not in it yet, about
     * @param written  how many pieces were added, or written again as a whole
     * @param updated  how many pieces got the present states of their jobs
     * @param again    how long to wait until the next call
     */
    record Round(Keeper keeper, int segments, int stale, long behind, int written, int updated, Duration again) {}
}
