import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.limit.SettingsPatch;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases.Exchange;
import nightshift.store.StoreListener;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.RedisClient;

/**
 * What limits and fair turns cost in the store: the drain of no-op jobs through one connection, in batches, with each of them beside
 * none in the same run. No limit holds anything back here, so that the difference is the cost of checking. Usage:
 * {@code java -cp 'classes:lib/*' Limits.java redis-url jobs batch rounds}; prints a line for each case: the best drain in jobs per
 * second, and the least time of Redis' CPU in microseconds per job, for the drain and for the submit. The CPU depends less on what else
 * the machine does.
 */
public class Limits {

    private static final TaskName TASK = new TaskName("demo.noop");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String WORKER = "worker01";

    /** A case: settings of the queue, and how many job keys its jobs have. */
    private record Case(Map<String, String> settings, int keys) {}

    /** What one drain took, and the submit before it. */
    private record Measure(double perSecond, double cpuMicros, double submitMicros) {}

    public static void main(String[] args) {
        int jobs = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int rounds = Integer.parseInt(args[3]);
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("no limit", new Case(Map.of(), 0));
        cases.put("concurrency", new Case(Map.of("/concurrency", "100000"), 0));
        cases.put("rate", new Case(Map.of("/rateLimit/permits", "1000000", "/rateLimit/per", "PT1S"), 0));
        cases.put("10,000 keys, no limit", new Case(Map.of(), 10_000));
        cases.put("10,000 keys, concurrency per key", new Case(Map.of("/perKey/concurrency", "1000"), 10_000));
        cases.put("10,000 keys, fair", new Case(Map.of("/fair", "true"), 10_000));
        cases.put("1,000 keys, fair", new Case(Map.of("/fair", "true"), 1_000));
        cases.put("10 keys, fair", new Case(Map.of("/fair", "true"), 10));
        Map<String, List<Measure>> measures = new LinkedHashMap<>();
        try (RedisClient redis = RedisClient.create(URI.create(args[0]));
                RedisStore store = RedisStore.connect(
                        new RedisConfig(URI.create(args[0]), "bench-limits"), Limits::thread, new StoreListener() {})) {
            for (int round = 0; round <= rounds; round++) { // the first one warms up
                int number = round;
                cases.forEach((name, each) -> {
                    Measure measure = drain(
                            store,
                            redis,
                            new QueueName("q" + number + "-" + name.replaceAll("\\W", "")),
                            each,
                            jobs,
                            batch);
                    if (number > 0) {
                        measures.computeIfAbsent(name, none -> new ArrayList<>())
                                .add(measure);
                    }
                });
            }
        }
        measures.forEach((name, all) -> System.out.printf(
                "%s\t%.0f\t%.2f\t%.2f%n",
                name,
                all.stream().mapToDouble(Measure::perSecond).max().orElseThrow(),
                all.stream().mapToDouble(Measure::cpuMicros).min().orElseThrow(),
                all.stream().mapToDouble(Measure::submitMicros).min().orElseThrow()));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static double cpuMicros(RedisClient redis) {
        String text = redis.info("cpu");
        return 1e6 * (value(text, "used_cpu_user:") + value(text, "used_cpu_sys:"));
    }

    private static double value(String text, String name) {
        int from = text.indexOf(name) + name.length();
        return Double.parseDouble(text.substring(from, text.indexOf('\r', from)));
    }

    private static Measure drain(RedisStore store, RedisClient redis, QueueName queue, Case each, int jobs, int batch) {
        List<SettingsPatch.Change> changes = new ArrayList<>();
        each.settings.forEach((pointer, value) -> changes.add(new SettingsPatch.Change(pointer, Optional.of(value))));
        store.queues().configure(queue, new SettingsPatch(changes));
        double before = cpuMicros(redis);
        submit(store, queue, each.keys, jobs);
        double cpu = cpuMicros(redis);
        long start = System.nanoTime();
        List<Settlement> ended = List.of();
        int done = 0;
        while (done < jobs || !ended.isEmpty()) {
            Exchange exchange = store.leases().exchange(ended, new ClaimRequest(WORKER, batch, Set.of(TASK), LEASE));
            ended = exchange.claimed().stream().map(Limits::succeeded).toList();
            done += ended.size();
        }
        double perSecond = jobs / ((System.nanoTime() - start) / 1e9);
        return new Measure(perSecond, (cpuMicros(redis) - cpu) / jobs, (cpu - before) / jobs);
    }

    private static void submit(RedisStore store, QueueName queue, int keys, int jobs) {
        for (int from = 0; from < jobs; from += 500) {
            List<Submission> batch = new ArrayList<>();
            for (int i = from; i < Math.min(jobs, from + 500); i++) {
                JobOptions.Builder options = JobOptions.with().queue(queue);
                if (keys > 0) {
                    options.key(new JobKey("tenant-" + i % keys));
                }
                batch.add(Submission.of(
                        new NewJob(TASK, "{\"x\":\"" + "a".repeat(92) + "\"}", new Due.Now(), options.build())));
            }
            store.intake().submit(batch);
        }
    }

    private static Settlement succeeded(Claimed job) {
        Attempt attempt = new Attempt(
                job.lease().attempt(),
                Optional.of(Outcome.SUCCEEDED),
                job.startedAt(),
                Optional.of(job.startedAt()),
                WORKER,
                Optional.empty(),
                Optional.empty());
        return new Settlement(job.lease(), attempt, JobState.SUCCEEDED, Duration.ZERO, Optional.empty());
    }
}
