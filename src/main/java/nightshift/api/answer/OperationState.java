package nightshift.api.answer;

import nightshift.job.JobState;

/** The state of an operation. */
public enum OperationState {
    /** Waits for a worker. */
    READY,
    /** Runs. */
    RUNNING,
    /** Failed, and is due again later. */
    RETRYING,
    /** Done. */
    SUCCEEDED,
    /** Stopped by itself, since too many jobs failed. */
    STOPPED,
    /** Canceled by somebody. */
    CANCELLED,
    /** Failed for good. */
    DEAD;

    /**
     * The state of an operation.
     *
     * @param job     the state of its job
     * @param stopped whether it has stopped by itself
     */
    static OperationState of(JobState job, boolean stopped) {
        return switch (job) {
            case RUNNING -> RUNNING;
            case RETRYING -> RETRYING;
            case SUCCEEDED -> stopped ? STOPPED : SUCCEEDED;
            case CANCELLED -> CANCELLED;
            case DEAD, EXPIRED -> DEAD;
            case SCHEDULED, READY, BLOCKED -> READY;
        };
    }
}
