package nightshift.observe.metrics;

import java.util.List;
import java.util.Map;
import nightshift.job.JobListener;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.store.Checkpoints;
import nightshift.task.JobId;

/** Counts the jobs that are submitted with a step, as {@link CountedIntake} counts the others. */
public final class CountedCheckpoints implements Checkpoints {

    private final Checkpoints checkpoints;
    private final JobListener listener;

    /** @param checkpoints does the work */
    public CountedCheckpoints(Checkpoints checkpoints, JobListener listener) {
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    @Override
    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
        Commit commit = checkpoints.commit(lease, step, jobs);
        // if the answer that said COMMITTED was lost, this is the first to arrive
        if (commit == Commit.COMMITTED || commit == Commit.ALREADY) {
            jobs.forEach(job -> listener.submitted(job.job().queue(), job.job().task(), JobListener.Submit.ACCEPTED));
        }
        return commit;
    }

    @Override
    public Map<String, String> all(JobId bulk) {
        return checkpoints.all(bulk);
    }

    @Override
    public boolean isHeld(Lease lease) {
        return checkpoints.isHeld(lease);
    }
}
