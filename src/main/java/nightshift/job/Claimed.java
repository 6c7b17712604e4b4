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
 * @param lease       the hold on it
 * @param task        the task to run
 * @param queue       the queue that it came from
 * @param args        JSON text, byte for byte as submitted
 * @param tags        tags that the client gave it
 * @param maxAttempts how often it may be tried
 * @param charged     how many earlier attempts count toward {@code maxAttempts}
 * @param lost        how many earlier attempts lost their worker
 * @param timeout     the job's own limit for one attempt, if it has one
 * @param retry       waits between attempts
 * @param startedAt   when the attempt began, by the store's clock
 * @param waited      how long the job was ready, counted from when its queue was last resumed if that was later
 * @param trace       the trace that the attempt continues, if the job was submitted in one
 */
public record Claimed(
        Lease lease,
        TaskName task,
        QueueName queue,
        String args,
        List<String> tags,
        int maxAttempts,
        int charged,
        int lost,
        Optional<Duration> timeout,
        RetryPolicy retry,
        Instant startedAt,
        Duration waited,
        Optional<TraceParent> trace) {}
