package nightshift.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Reachability;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** An attempt that keeps its notes, and what it learned about its destination, for the test to read. */
public record FakeContext(JobId jobId, int attempt, Map<String, String> notes, List<Reachability> learned)
        implements LeasedAttempt {

    public static FakeContext first() {
        return new FakeContext(
                new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000001")),
                1,
                new LinkedHashMap<>(),
                new ArrayList<>());
    }

    public FakeContext next() {
        return new FakeContext(jobId, attempt + 1, new LinkedHashMap<>(), new ArrayList<>());
    }

    @Override
    public Lease lease() {
        return new Lease(jobId, attempt, "token-" + attempt);
    }

    @Override
    public TaskName task() {
        return new TaskName("some.task");
    }

    @Override
    public QueueName queue() {
        return QueueName.DEFAULT;
    }

    @Override
    public List<String> tags() {
        return List.of();
    }

    @Override
    public Duration timeLeft() {
        return Duration.ZERO;
    }

    @Override
    public boolean isStopping() {
        return false;
    }

    @Override
    public void handOver() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void called(Reachability reachability) {
        learned.add(reachability);
    }

    @Override
    public void note(String name, String json) {
        notes.put(name, json);
    }
}
