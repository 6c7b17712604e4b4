package nightshift.api.answer;

import nightshift.job.JobState;

/** The state of an import or an export. */
public enum BulkState {
    /** Not due yet. */
    SCHEDULED,
    /** Waits for a worker. */
    READY,
    /** Waits for other jobs. */
    BLOCKED,
    /** Runs. */
    RUNNING,
    /** Failed, and is due again later. */
    RETRYING,
    /** Done. */
    SUCCEEDED,
    /** Failed for good. */
    DEAD,
    /** Stopped, and can be restarted. */
    STOPPED,
    /** Not started in time. */
    EXPIRED;

    /** The state of an import or export whose job is in this state. A restart resumes what a job calls canceled. */
    public static BulkState of(JobState state) {
        return state == JobState.CANCELLED ? STOPPED : valueOf(state.name());
    }
}
