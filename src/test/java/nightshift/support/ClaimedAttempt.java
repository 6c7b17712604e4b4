package nightshift.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nightshift.job.Claimed;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Reachability;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The attempt of a job that a test has claimed from a store. Nobody looks at its notes. */
public record ClaimedAttempt(Claimed job, BooleanSupplier stopping, Supplier<Duration> left, AtomicBoolean handedOver)
        implements LeasedAttempt {

    /** One that has an hour. */
    public ClaimedAttempt(Claimed job, BooleanSupplier stopping) {
        this(job, stopping, () -> Duration.ofHours(1), new AtomicBoolean());
    }

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
        return left.get();
    }

    @Override
    public boolean isStopping() {
        return stopping.getAsBoolean();
    }

    @Override
    public void handOver() {
        handedOver.set(true);
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
