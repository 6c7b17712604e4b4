package nightshift.store;

import nightshift.job.JobState;
import nightshift.task.JobId;

/** The store's answer when a client asks for a change of one job. */
public sealed interface ChangeResult {

    /** Done; the job is now in this state. */
    record Changed(JobState state) implements ChangeResult {}

    /** Not possible in the state that the job is in; nothing changed. */
    record Refused(JobState state) implements ChangeResult {}

    /** Not possible because another live job has the job's unique key; nothing changed. */
    record UniqueKeyHeld(JobId id, JobState state) implements ChangeResult {}

    /** There is no such job. */
    record NotFound() implements ChangeResult {}
}
