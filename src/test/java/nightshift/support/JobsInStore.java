package nightshift.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Failure;
import nightshift.job.FailureCause;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.JobFilter;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store under a fresh namespace for each test, and what workers do to the jobs in it. */
public final class JobsInStore implements BeforeEachCallback, AfterEachCallback {

    public static final TaskName TASK = new TaskName("some.task");

    private static final Failure FAILURE = new Failure("some.Failure", "=it \"broke\", again\n", "");
    /** Why jobs fail here. */
    public static final FailureCause CAUSE = Causes.of(TASK, FAILURE, Optional.empty());

    private final RedisServer server;
    private RedisStore store;

    public JobsInStore(RedisServer server) {
        this.server = server;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store = RedisStore.connect(
                new RedisConfig(server.url(), UUID.randomUUID().toString()), Thread::new, new StoreListener() {});
    }

    @Override
    public void afterEach(ExtensionContext context) {
        store.close();
    }

    public RedisStore store() {
        return store;
    }

    public List<JobId> submit(int count) {
        return submit(count, NewJob.of(TASK, "{\"n\": 1}"));
    }

    public List<JobId> submit(int count, NewJob job) {
        List<JobId> ids = new ArrayList<>();
        while (ids.size() < count) {
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(500, count - ids.size()); i++) {
                batch.add(Submission.of(job));
            }
            store.intake()
                    .submit(batch)
                    .forEach(result ->
                            ids.add(((SubmitResult.Accepted) result).job().id()));
        }
        return ids;
    }

    public Claimed claim(TaskName task, Duration lease) {
        // jobs of other tasks that come first are put aside
        return await().until(() -> claim(task, 1, lease), claimed -> !claimed.isEmpty())
                .get(0);
    }

    private List<Claimed> claim(TaskName task, int most, Duration lease) {
        return store.leases()
                .exchange(List.of(), new ClaimRequest("worker01", most, Set.of(task), lease))
                .claimed();
    }

    /** Ends all ready jobs of {@link #TASK}. */
    public void endAll(Outcome outcome, JobState state) {
        List<Claimed> claimed;
        do {
            claimed = claim(TASK, 500, Duration.ofMinutes(1));
            settle(claimed, outcome, state);
        } while (!claimed.isEmpty());
    }

    public void settle(List<Claimed> jobs, Outcome outcome, JobState state) {
        List<Settlement> settlements = jobs.stream()
                .map(job -> new Settlement(
                        job.lease(),
                        new Attempt(
                                job.lease().attempt(),
                                Optional.of(outcome),
                                job.startedAt(),
                                Optional.of(Instant.now()),
                                "worker01",
                                outcome == Outcome.SUCCEEDED ? Optional.empty() : Optional.of(FAILURE),
                                Optional.empty()),
                        state,
                        Duration.ZERO,
                        Optional.empty()))
                .map(settlement -> outcome == Outcome.FAILED ? settlement.because(CAUSE) : settlement)
                .toList();
        store.leases().exchange(settlements, new ClaimRequest("worker01", 0, Set.of(), Duration.ofMinutes(1)));
    }

    public Job job(JobId id) {
        return store.catalog().find(id).orElseThrow();
    }

    public List<JobId> left() {
        return store.catalog().page(JobFilter.ALL, 1_000, Optional.empty()).jobs().stream()
                .map(JobSummary::id)
                .toList();
    }
}
