import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.ClaimRequest;
import nightshift.store.Integrity.Pass;
import nightshift.store.StoreListener;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.Jedis;

/**
 * What one self-audit costs Redis: of all jobs, a tenth each is ready, scheduled and dead, and the others have succeeded. The dead ones are in
 * ten failure groups, and all are in the index for search. With the share, it looks for some seconds at most; then it does a whole audit
 * without pauses. Usage:
 * {@code java -cp 'target/classes:target/nightshift/WEB-INF/lib/*' bench/Integrity.java redis-url jobs share seconds}
 */
public class Integrity {

    private static final TaskName TASK = new TaskName("bench");
    private static final int BATCH = 500;

    private final RedisStore store;

    private Integrity(RedisStore store) {
        this.store = store;
    }

    public static void main(String[] args) throws InterruptedException {
        int jobs = Integer.parseInt(args[1]);
        URI redis = URI.create(args[0]);
        try (RedisStore store = RedisStore.connect(
                        new RedisConfig(redis, "integrity-bench", 0), Integrity::daemon, new StoreListener() {});
                Jedis watch = new Jedis(redis)) {
            new Integrity(store).fill(jobs);
            while (store.search().keep("benchmrk").behind() > 2_000) {}
            store.search().keep("benchmrk");
            double idle = cpuOf(watch);
            Thread.sleep(10_000); // what the watch of the store costs
            idle = (cpuOf(watch) - idle) / 10;
            measure(store, watch, Double.parseDouble(args[2]), Integer.parseInt(args[3]), idle);
            measure(store, watch, 1, 3_600, idle);
        }
    }

    private static void measure(RedisStore store, Jedis watch, double share, int seconds, double idle)
            throws InterruptedException {
        double before = cpuOf(watch);
        long start = System.nanoTime();
        AtomicReference<Pass> whole = new AtomicReference<>();
        Thread audit = daemon(() -> {
            try {
                store.integrity()
                        .check("benchmrk", share, Duration.ofSeconds(15))
                        .ifPresent(whole::set);
            } catch (InterruptedException e) {
                // the time is over
            }
        });
        audit.start();
        audit.join(seconds * 1_000L);
        Pass pass = whole.get() != null
                ? whole.get()
                : store.integrity().status().current().orElseThrow();
        double took = (System.nanoTime() - start) / 1e9;
        double cpu = cpuOf(watch) - before - idle * took;
        audit.interrupt();
        audit.join();
        System.out.printf(
                "share %.3f: %s, %d jobs, found %d, %.1f s, CPU of Redis %.2f s (%.2f %%), %.1f us a job%n",
                share,
                pass.ended().isPresent() ? "whole" : "a part",
                pass.jobs(),
                pass.found(),
                took,
                cpu,
                100 * cpu / took,
                1e6 * cpu / Math.max(1, pass.jobs()));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** The CPU time that Redis has taken so far, in seconds. */
    private static double cpuOf(Jedis redis) {
        return redis.info("cpu")
                .lines()
                .filter(line -> line.startsWith("used_cpu_user:") || line.startsWith("used_cpu_sys:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    private void fill(int jobs) {
        for (int done = 0; done < jobs / 10 * 7; done += BATCH) {
            submit("mail", new Due.Now());
            settle(Outcome.SUCCEEDED, JobState.SUCCEEDED, Optional.empty());
        }
        for (int done = 0; done < jobs / 10; done += BATCH) {
            submit("mail", new Due.Now());
            settle(
                    Outcome.FAILED,
                    JobState.DEAD,
                    Optional.of(new Failure("Cause" + done / BATCH % 10, "it failed", "at A.b")));
        }
        for (int done = 0; done < jobs / 10; done += BATCH) {
            submit("mail", new Due.After(Duration.ofDays(1)));
        }
        for (int done = 0; done < jobs / 10; done += BATCH) {
            submit("orders", new Due.Now());
        }
    }

    private void submit(String queue, Due due) {
        NewJob job = new NewJob(
                TASK,
                "{\"customer\":4711}",
                due,
                JobOptions.with()
                        .queue(new QueueName(queue))
                        .tags(List.of("tenant=7"))
                        .build());
        store.intake()
                .submit(IntStream.range(0, BATCH)
                        .mapToObj(n -> Submission.of(job))
                        .toList());
    }

    private void settle(Outcome outcome, JobState next, Optional<Failure> failure) {
        List<Claimed> jobs = store.leases()
                .exchange(List.of(), new ClaimRequest("benchmrk", BATCH, Set.of(TASK), Duration.ofMinutes(5)))
                .claimed();
        List<Settlement> settlements = jobs.stream()
                .map(job -> new Settlement(
                        job.lease(),
                        new Attempt(
                                job.lease().attempt(),
                                Optional.of(outcome),
                                job.startedAt(),
                                Optional.of(Instant.now()),
                                "benchmrk",
                                failure,
                                Optional.empty()),
                        next,
                        Duration.ZERO,
                        Optional.empty()))
                .map(settlement -> failure.map(why -> settlement.because(Causes.of(TASK, why, Optional.empty())))
                        .orElse(settlement))
                .toList();
        store.leases().exchange(settlements, new ClaimRequest("benchmrk", 0, Set.of(), Duration.ofMinutes(5)));
    }
}
