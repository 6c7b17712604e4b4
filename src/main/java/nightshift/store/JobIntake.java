package nightshift.store;

import java.util.List;
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
}
