package nightshift.store;

import nightshift.job.JobState;

/** The store's answer to a settlement. */
public sealed interface SettleResult {

    /**
     * The settlement is stored.
     *
     * @param state the state of the job after it
     */
    record Settled(JobState state) implements SettleResult {}

    /** This very settlement was stored before: its first answer was lost on the way. */
    record Already() implements SettleResult {}

    /** The lease is no longer the current one; nothing was written. */
    record LeaseLost() implements SettleResult {}
}
