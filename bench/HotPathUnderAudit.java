import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.task.TaskName;
import redis.clients.jedis.Jedis;

/**
 * What submit, claim and settle cost Redis while nobody audits, while an audit is under way that is just pausing, and beside one that works.
 * The first two must not differ in any command. Usage:
 * {@code java -cp 'target/classes:target/nightshift/WEB-INF/lib/*' bench/HotPathUnderAudit.java redis-url jobs rounds}
 */
public class HotPathUnderAudit {

    private static final TaskName TASK = new TaskName("bench");
    private static final int BATCH = 50;
    private static final String NAMESPACE = "hot-path-bench";
    private static final Set<String> OF_THE_WATCH =
            Set.of("info", "config|resetstat", "client|setinfo", "hello", "ping");

    public static void main(String[] args) throws InterruptedException {
        URI redis = URI.create(args[0]);
        int jobs = Integer.parseInt(args[1]);
        try (RedisStore store = RedisStore.connect(
                        new RedisConfig(redis, NAMESPACE, 0), HotPathUnderAudit::daemon, new StoreListener() {});
                Jedis watch = new Jedis(redis)) {
            run(store, jobs);
            for (int round = 0; round < Integer.parseInt(args[2]); round++) {
                print("nobody audits", store, watch, jobs);
                String key = "{" + NAMESPACE + "}:integrity";
                watch.setex(key, 600, "another");
                print("an audit pauses", store, watch, jobs);
                watch.del(key);
                Thread audit = daemon(() -> audit(store));
                audit.start();
                print("an audit works", store, watch, jobs);
                audit.interrupt();
                audit.join();
            }
        }
    }

    private static void audit(RedisStore store) {
        try {
            while (true) {
                store.integrity().check("benchmrk", 0.02, Duration.ofSeconds(15));
            }
        } catch (InterruptedException e) {
            // the measurement is over
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static void print(String what, RedisStore store, Jedis watch, int jobs) {
        watch.configResetStat();
        double cpu = cpuOf(watch);
        long start = System.nanoTime();
        run(store, jobs);
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = cpuOf(watch) - cpu;
        Map<String, long[]> stats = stats(watch);
        System.out.printf("%-16s %.0f jobs/s, %.1f us of Redis' CPU a job%n  ", what, jobs / seconds, 1e6 * cpu / jobs);
        stats.forEach((command, n) -> {
            if (n[0] * 1000 >= jobs) { // what a thousand jobs call once or more
                System.out.printf("%s %.3f (%.2f us)  ", command, (double) n[0] / jobs, (double) n[1] / jobs);
            }
        });
        System.out.println();
    }

    /** The CPU time that Redis has taken so far, in seconds. */
    private static double cpuOf(Jedis redis) {
        return redis.info("cpu")
                .lines()
                .filter(line -> line.startsWith("used_cpu_user:") || line.startsWith("used_cpu_sys:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    /** Calls and us by command. */
    private static Map<String, long[]> stats(Jedis watch) {
        return watch.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .map(line -> line.substring(8).split(":"))
                .filter(parts -> !OF_THE_WATCH.contains(parts[0]))
                .collect(Collectors.toMap(
                        parts -> parts[0],
                        parts -> new long[] {number(parts[1], "calls="), number(parts[1], "usec=")},
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static long number(String text, String name) {
        return Long.parseLong(text.replaceFirst(".*\\b" + name, "").replaceFirst(",.*", ""));
    }

    /** Submits, claims and settles jobs that succeed, in batches. */
    private static void run(RedisStore store, int jobs) {
        for (int done = 0; done < jobs; done += BATCH) {
            store.intake()
                    .submit(IntStream.range(0, BATCH)
                            .mapToObj(n -> Submission.of(NewJob.of(TASK, "{\"customer\":4711}")))
                            .toList());
            List<Claimed> claimed = store.leases()
                    .exchange(List.of(), new ClaimRequest("benchmrk", BATCH, Set.of(TASK), Duration.ofMinutes(5)))
                    .claimed();
            List<Settlement> settlements = claimed.stream()
                    .map(job -> new Settlement(
                            job.lease(),
                            new Attempt(
                                    job.lease().attempt(),
                                    Optional.of(Outcome.SUCCEEDED),
                                    job.startedAt(),
                                    Optional.of(Instant.now()),
                                    "benchmrk",
                                    Optional.empty(),
                                    Optional.empty()),
                            JobState.SUCCEEDED,
                            Duration.ZERO,
                            Optional.empty()))
                    .toList();
            store.leases().exchange(settlements, new ClaimRequest("benchmrk", 0, Set.of(), Duration.ofMinutes(5)));
        }
    }
}
