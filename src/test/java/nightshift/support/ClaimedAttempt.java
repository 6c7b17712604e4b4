package nightshift.support;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import nightshift.job.Claimed;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Reachability;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The attempt of a job that a test has claimed from a store. It has an hour, and nobody looks at its notes. */
public record ClaimedAttempt(Claimed job, BooleanSupplier stopping) implements LeasedAttempt {

    @Override
    public JobId jobId() {
        return job.lease().job();
    }

    @Override
    public int attempt() {
        return job.lease().attempt();
    }

    @Override
    public Lease lease() {
        return job.lease();
    }

    @Override
    public TaskName task() {
        return job.task();
    }

    @Override
    public QueueName queue() {
        return job.queue();
    }

    @Override
    public List<String> tags() {
        return job.tags();
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean isStopping() {
        return stopping.getAsBoolean();
    }

    @Override
    public void called(Reachability learned) {
        // nobody looks at it
    }

    @Override
    public void note(String name, String json) {
        // nobody looks at it
    }
}
