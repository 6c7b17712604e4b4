package nightshift.store;

import java.util.List;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.Submission;
import nightshift.task.JobId;

/** The changes that clients make to jobs. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface JobIntake {

    /** Most submissions in one call. */
    int BATCH = 500;

    /**
     * Stores jobs, all in one atomic step, and answers in the order asked.
     *
     * @param submissions at most {@link #BATCH}
     * @return one result for each submission
     */
    List<SubmitResult> submit(List<Submission> submissions);

    /** Cancels a job. One that runs is asked to stop; one in a final state is refused. */
    ChangeResult cancel(JobId id);

    /** Makes a job that is dead, canceled, expired or retrying ready at once, with a full set of attempts; others are refused. */
    ChangeResult retry(JobId id);

    /**
     * The same with other args. The attempts so far stay in the job's history.
     *
     * @param args the new args, as JSON text, for the job as it is stored; called again if somebody else changes the job meanwhile. Its
     *             exceptions are passed on, and then nothing has changed
     */
    ChangeResult retry(JobId id, Function<Job, String> args);

    /** Makes a job ready that waits for its time. A job that is ready already stays as it is. */
    ChangeResult run(JobId id);

    /**
     * Changes a job that waits.
     *
     * @param change what to change in the job as it is stored; called again if somebody else changes the job meanwhile. Its exceptions
     *               are passed on, and then nothing has changed
     */
    ChangeResult revise(JobId id, Function<Job, JobChange> change);
}
