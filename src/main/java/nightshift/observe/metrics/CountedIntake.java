package nightshift.observe.metrics;

import java.util.List;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobListener;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;

/**
 * Counts the result of each submission, from clients and from Nightshift itself. Requests that are not valid jobs are
 * not submitted at all.
 */
public final class CountedIntake implements JobIntake {

    private final JobIntake intake;
    private final JobListener listener;

    /** @param intake does the work */
    public CountedIntake(JobIntake intake, JobListener listener) {
        this.intake = intake;
        this.listener = listener;
    }

    @Override
    public List<SubmitResult> submit(List<Submission> submissions) {
        List<SubmitResult> results = intake.submit(submissions);
        for (int i = 0; i < results.size(); i++) {
            NewJob job = submissions.get(i).job();
            listener.submitted(job.queue(), job.task(), counted(results.get(i)));
        }
        return results;
    }

    private static JobListener.Submit counted(SubmitResult result) {
        if (result instanceof SubmitResult.Accepted || result instanceof SubmitResult.Replaced) {
            return JobListener.Submit.ACCEPTED;
        }
        return result instanceof SubmitResult.Duplicate || result instanceof SubmitResult.Existing
                ? JobListener.Submit.DUPLICATE
                : JobListener.Submit.REJECTED;
    }

    @Override
    public ChangeResult cancel(JobId id) {
        return intake.cancel(id);
    }

    @Override
    public ChangeResult retry(JobId id) {
        return intake.retry(id);
    }

    @Override
    public ChangeResult retry(JobId id, Function<Job, String> args) {
        return intake.retry(id, args);
    }

    @Override
    public ChangeResult run(JobId id) {
        return intake.run(id);
    }

    @Override
    public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
        return intake.revise(id, change);
    }
}
