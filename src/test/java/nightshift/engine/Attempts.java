package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nightshift.job.Claimed;
import nightshift.job.JobOptions;
import nightshift.job.Lease;
import nightshift.job.RetryPolicy;
import nightshift.task.JobId;
import nightshift.task.TaskName;

/** Claimed jobs for tests that need no store. */
final class Attempts {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60), 2, 0);

    private Attempts() {}

    static Claimed aJob() {
        return aJob(10, 0, 0);
    }

    static Claimed aJob(int maxAttempts, int charged, int lost) {
        Lease lease = new Lease(new JobId(new UUID(1, 2)), charged + lost + 1, "worker01aaaaaaaaaaaa");
        return new Claimed(
                lease,
                new TaskName("t"),
                "{}",
                JobOptions.with()
                        .tags(List.of("tag"))
                        .maxAttempts(maxAttempts)
                        .retry(POLICY)
                        .build(),
                charged,
                lost,
                START,
                Duration.ZERO,
                Optional.empty());
    }
}
