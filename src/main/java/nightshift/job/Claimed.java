package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A job as a worker gets it.
 *
 * @param lease     the hold on it
 * @param task      the task to run
 * @param args      JSON text, byte for byte as submitted
 * @param options   as {@link Job#options()}
 * @param charged   how many earlier attempts count toward {@code maxAttempts}
 * @param lost      how many earlier attempts lost their worker
 * @param startedAt when the attempt began, by the store's clock
 * @param waited    how long the job was ready, counted from when its queue was last resumed if that was later
 * @param trace     the trace that the attempt continues, if the job was submitted in one
 */
public record Claimed(
        Lease lease,
        TaskName task,
        String args,
        JobOptions options,
        int charged,
        int lost,
        Instant startedAt,
        Duration waited,
        Optional<TraceParent> trace) {

    /** The queue that it came from. */
    public QueueName queue() {
        return options.queue();
    }

    /** From 1, which runs first, to 9. */
    public int priority() {
        return options.priority();
    }

    /** Words to find it by. */
    public List<String> tags() {
        return options.tags();
    }

    /** How often it may be tried, the first attempt included. */
    public int maxAttempts() {
        return options.maxAttempts();
    }

    /** How long one attempt may take, if the job has its own limit. */
    public Optional<Duration> timeout() {
        return options.timeout();
    }

    /** How long it waits between attempts. */
    public RetryPolicy retry() {
        return options.retry();
    }
}
