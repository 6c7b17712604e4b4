package nightshift.job;

/** How an attempt ended. */
public enum Outcome {
    /** The task did its work. */
    SUCCEEDED,
    /** The task reported a failure or threw. */
    FAILED,
    /** The attempt ran past its timeout. */
    TIMED_OUT,
    /** The worker died or lost its lease. Does not use up an attempt, but see {@link Limits#LOST_MOST}. */
    LOST,
    /** The worker was stopped on purpose before the end. Does not use up an attempt. */
    INTERRUPTED,
    /** The job was canceled while it ran. */
    CANCELLED;

    /** Whether an attempt that ended so counts toward a job's maxAttempts. */
    public boolean isCharged() {
        return switch (this) {
            case LOST, INTERRUPTED -> false;
            case SUCCEEDED, FAILED, TIMED_OUT, CANCELLED -> true;
        };
    }
}
