import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.limit.SettingsPatch;
import nightshift.limit.SettingsPatch.Change;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.RipeJobs;
import nightshift.store.RipeJobs.Slice;
import nightshift.store.StoreListener;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.RedisClient;

/**
 * What the purge costs in the store, with rules of the installation and with those of queues. Usage:
 * {@code java -cp 'classes:lib/*' Purge.java redis-url jobs rounds} on a Redis that holds nothing else; prints for each case the
 * least time of Redis' CPU, in ms for 1,000 jobs.
 */
public class Purge {

    private static final TaskName TASK = new TaskName("demo.noop");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final QueueName MANY = new QueueName("many");
    private static final Retention ONE = new Retention(YEAR, YEAR, 1);
    /** Removes nothing. Dead jobs would go at once, so the walk has to look at jobs of any age. */
    private static final Retention NONE = new Retention(YEAR, Duration.ofSeconds(1), 1_000_000_000);

    private final URI url;
    private final RedisClient redis;
    private final RedisStore store;
    private final int jobs;
    private final Map<String, Double> least = new LinkedHashMap<>();

    private Purge(URI url, RedisClient redis, RedisStore store, int jobs) {
        this.url = url;
        this.redis = redis;
        this.store = store;
        this.jobs = jobs;
    }

    public static void main(String[] args) throws InterruptedException {
        URI url = URI.create(args[0]);
        int rounds = Integer.parseInt(args[2]);
        try (RedisClient redis = RedisClient.create(url);
                RedisStore store = connect(url)) {
            Purge purge = new Purge(url, redis, store, Integer.parseInt(args[1]));
            purge.round(); // warms up
            purge.least.clear();
            for (int round = 0; round < rounds; round++) {
                purge.round();
            }
            for (int i = 0; i < 500; i++) {
                purge.configure(new QueueName("q" + i), "/retention/SUCCEEDED/count", "5");
            }
            purge.fill();
            purge.measure(
                    "jobs that stay, 500 queues have rules",
                    other -> other.upkeep().purge(NONE));
            purge.measure(
                    "too many, 500 queues have rules", other -> other.upkeep().purge(ONE));
            purge.least.forEach((name, cpu) -> System.out.printf("%s\t%.2f%n", name, cpu));
        }
    }

    private void round() throws InterruptedException {
        fill();
        measure("jobs that stay", other -> other.upkeep().purge(NONE));
        store.upkeep().purge(NONE);
        measureOf("jobs that stay, a minute later", () -> store.upkeep().purge(NONE));
        configure(new QueueName("other"), "/retention/SUCCEEDED/age", "PT1S");
        measure(
                "jobs that stay, another queue has a rule",
                other -> other.upkeep().purge(NONE));
        configure(new QueueName("other"), "/retention", null);
        measure("too many", other -> other.upkeep().purge(ONE));
        fill();
        measure("too many, read for the archive and removed", other -> archive(other.ripeJobs(), ONE));
        configure(MANY, "/retention/SUCCEEDED/count", "1");
        fill();
        measure("too many of a queue", other -> other.upkeep().purge(NONE));
        fill();
        measure("too many of a queue, read for the archive and removed", other -> archive(other.ripeJobs(), NONE));
        configure(MANY, "/retention", null);
        store.upkeep().purge(ONE);
    }

    private static RedisStore connect(URI url) {
        return RedisStore.connect(new RedisConfig(url, "bench-purge"), Purge::thread, new StoreListener() {});
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private void configure(QueueName queue, String pointer, String value) {
        store.queues().configure(queue, new SettingsPatch(List.of(new Change(pointer, Optional.ofNullable(value)))));
    }

    /** A server that has just started does the work: it knows nothing of earlier walks. */
    private void measure(String name, Consumer<RedisStore> work) {
        try (RedisStore other = connect(url)) {
            measureOf(name, () -> work.accept(other));
        }
    }

    private void measureOf(String name, Runnable work) {
        double before = cpuMillis();
        work.run();
        least.merge(name, (cpuMillis() - before) * 1_000 / jobs, Math::min);
    }

    private double cpuMillis() {
        String text = redis.info("cpu");
        return 1e3 * (value(text, "used_cpu_user:") + value(text, "used_cpu_sys:"));
    }

    private static double value(String text, String name) {
        int from = text.indexOf(name) + name.length();
        return Double.parseDouble(text.substring(from, text.indexOf('\r', from)));
    }

    private static void archive(RipeJobs ripe, Retention retention) {
        String position = RipeJobs.START;
        do {
            Slice slice = ripe.next(retention, "worker01", position).orElseThrow();
            ripe.remove(slice);
            position = slice.next();
        } while (!position.isEmpty());
        ripe.release("worker01");
    }

    /** Submits jobs, 500 in a call, lets them succeed, and waits until they are a second old. */
    private void fill() throws InterruptedException {
        NewJob job = new NewJob(
                TASK,
                "{\"x\":\"" + "a".repeat(92) + "\"}",
                new Due.Now(),
                JobOptions.with().queue(MANY).build());
        for (int from = 0; from < jobs; from += 500) {
            List<Submission> batch = new ArrayList<>();
            for (int i = from; i < Math.min(jobs, from + 500); i++) {
                batch.add(Submission.of(job));
            }
            store.intake().submit(batch);
            for (int left = batch.size(); left > 0; ) {
                List<Claimed> claimed = store.leases()
                        .exchange(List.of(), new ClaimRequest("worker01", left, Set.of(TASK), LEASE))
                        .claimed();
                store.leases()
                        .exchange(
                                claimed.stream().map(Purge::succeeded).toList(),
                                new ClaimRequest("worker01", 0, Set.of(), LEASE));
                left -= claimed.size();
            }
        }
        Thread.sleep(1_100);
    }

    private static Settlement succeeded(Claimed job) {
        Attempt attempt = new Attempt(
                job.lease().attempt(),
                Optional.of(Outcome.SUCCEEDED),
                job.startedAt(),
                Optional.of(job.startedAt()),
                "worker01",
                Optional.empty(),
                Optional.empty());
        return new Settlement(job.lease(), attempt, JobState.SUCCEEDED, Duration.ZERO, Optional.empty());
    }
}
