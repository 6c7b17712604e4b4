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
     */
    List<SubmitResult> submit(List<Submission> submissions);

    /** Cancels a job; a running one is asked to stop. */
    ChangeResult cancel(JobId id);

    /** Retries a job at once, with a full set of attempts. */
    ChangeResult retry(JobId id);
}
