package nightshift.engine;

import nightshift.job.Outcome;

/** Why a running attempt is asked to stop. */
enum StopReason {
    /** It ran past its timeout. */
    TIMED_OUT(Outcome.TIMED_OUT),
    /** The job's deadline passed. */
    DEADLINE(Outcome.TIMED_OUT),
    /** The job was canceled. */
    CANCELLED(Outcome.CANCELLED),
    /** The server is stopping. */
    SERVER_STOPPING(Outcome.INTERRUPTED),
    /** It has no more time, and another attempt continues from its checkpoint. */
    HANDED_OVER(Outcome.INTERRUPTED),
    /** Another worker holds the job now. */
    LEASE_LOST(Outcome.LOST);

    private final Outcome outcome;

    StopReason(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The outcome of an attempt that stops for this reason. */
    Outcome outcome() {
        return outcome;
    }
}
