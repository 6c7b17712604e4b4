package nightshift.store;

import nightshift.job.JobState;
import nightshift.task.JobId;

/** The store's answer when a client asks for a change of one job. */
public sealed interface ChangeResult {

    /**
     * The change is made.
     *
     * @param state the state of the job after the change
     */
    record Changed(JobState state) implements ChangeResult {}

    /**
     * The change is not possible in the current state of the job. Nothing changed.
     *
     * @param state the current state of the job
     */
    record Refused(JobState state) implements ChangeResult {}

    /**
     * Another live job has the unique key of the job. Nothing changed.
     *
     * @param id    of that job
     * @param state the current state of that job
     */
    record UniqueKeyHeld(JobId id, JobState state) implements ChangeResult {}

    /** There is no such job. */
    record NotFound() implements ChangeResult {}
}
