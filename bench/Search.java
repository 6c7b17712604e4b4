import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nightshift.format.filter.FilterText;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.SearchUpkeep.Round;
import nightshift.store.StoreListener;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.RedisClient;

/**
 * How long the first page of a search takes among many jobs, and what the index for search costs. Usage:
 * {@code java -cp 'target/classes:target/nightshift/WEB-INF/lib/*' bench/Search.java redis-url jobs ended|waiting|walked|drain}.
 *
 * <ul>
 *   <li>{@code ended}: most jobs have succeeded
 *   <li>{@code waiting}: most jobs are ready
 *   <li>{@code walked}: as {@code ended}, but without the index
 *   <li>{@code drain}: drains jobs with and without the index, in turns
 * </ul>
 *
 * The jobs are made in a Redis that holds nothing, and stay there, so that another measurement on the same Redis begins at once.
 */
public class Search {

    private static final String WORKER = "benchmrk";
    private static final int BATCH = 100;
    private static final int TURNS = 41;
    private static final List<TaskName> TASKS =
            List.of(new TaskName("http.request"), new TaskName("invoice.send"), new TaskName("report.make"));
    private static final TaskName RARE_TASK = new TaskName("rare.task");
    private static final Set<TaskName> ALL_TASKS = Set.of(TASKS.get(0), TASKS.get(1), TASKS.get(2), RARE_TASK);
    private static final String LARGE_GROUP = "00000000000000aa";
    private static final String RARE_GROUP = "00000000000000bb";
    private static final List<String> MIXED = List.of(
            "state:succeeded",
            "state:dead",
            "state:dead tag:region=3",
            "state:cancelled queue:billing",
            "queue:mail",
            "queue:rare",
            "queue:rare state:succeeded",
            "task:report.make",
            "task:report.make state:dead",
            "tag:tenant=77",
            "tag:tenant=77 state:dead",
            "tag:order=4711",
            "tag:needle",
            "tag:needle state:succeeded queue:mail",
            "tag:need*",
            "-tag:region=* state:succeeded",
            "queue:bill* task:invoice.send tag:tenant=501",
            "tag:none",
            "failure:" + LARGE_GROUP,
            "failure:" + LARGE_GROUP + " tag:tenant=77",
            "failure:" + LARGE_GROUP + " tag:needle",
            "failure:" + LARGE_GROUP + " task:report.make queue:billing",
            "failure:" + RARE_GROUP,
            "failure:" + RARE_GROUP + " state:dead queue:mail",
            "state:running task:report.make",
            "state:running tag:tenant=77");
    private static final List<String> WAITING = List.of(
            "state:ready",
            "state:succeeded",
            "state:succeeded queue:mail",
            "tag:needle",
            "tag:needle state:ready",
            "tag:needle state:succeeded",
            "tag:tenant=77 state:succeeded",
            "task:rare.task",
            "task:rare.task state:ready",
            "queue:rare",
            "queue:rare state:ready");
    /** Text is in no index, so these take a page's whole time. */
    private static final List<String> TEXTS =
            List.of("args:\"no such text\"", "error:\"no such text\"", "q:\"no such text\"", "\"no such text\"");

    private final RedisStore store;
    private final RedisClient redis;
    private int submitted;
    private int dead;

    private Search(RedisStore store, RedisClient redis) {
        this.store = store;
        this.redis = redis;
    }

    public static void main(String[] args) throws InterruptedException {
        URI url = URI.create(args[0]);
        int jobs = Integer.parseInt(args[1]);
        try (RedisStore store =
                        RedisStore.connect(new RedisConfig(url, "search", 0), Search::daemon, new StoreListener() {});
                RedisClient redis = RedisClient.create(url)) {
            Search search = new Search(store, redis);
            switch (args[2]) {
                case "ended" -> search.run(jobs, true, MIXED);
                case "waiting" -> search.run(jobs, false, WAITING);
                case "walked" -> {
                    search.make(jobs, true);
                    store.search().remove();
                    search.measure(MIXED, 3);
                }
                case "drain" -> search.drain(jobs);
                default -> throw new IllegalArgumentException("not ended, waiting, walked, or drain: " + args[2]);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private void run(int jobs, boolean ended, List<String> searches) throws InterruptedException {
        make(jobs, ended);
        index(jobs);
        measure(searches, TURNS);
        measure(List.of("id:" + partOfOldestId()), TURNS);
        measure(TEXTS, 5);
    }

    private void make(int jobs, boolean ended) {
        if (redis.dbSize() > jobs / 2) {
            return;
        }
        while (submitted < jobs) {
            submit(jobs);
            if (ended) {
                settleMost();
            } else if (submitted % (jobs / 10) == 0) {
                settle(claim(1), 0);
            }
        }
    }

    private String partOfOldestId() {
        String ids = redis.xrange("{search}:index", "-", "+", 1)
                .get(0)
                .getFields()
                .values()
                .iterator()
                .next();
        return ShortId.read(ids.getBytes(ISO_8859_1), 0).toString().substring(26);
    }

    private void submit(int jobs) {
        List<Submission> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++, submitted++) {
            boolean rare = submitted % (jobs / 10) == jobs / 20;
            List<String> tags = new ArrayList<>(List.of("tenant=" + submitted * 31L % 1000, "order=" + submitted));
            if (submitted % 10 < 9) {
                tags.add("region=" + submitted % 5);
            }
            if (rare) {
                tags.add("needle");
            }
            String queue = rare && submitted % 2 == 0
                    ? "rare"
                    : submitted % 10 < 6 ? "mail" : submitted % 10 < 9 ? "billing" : "reports";
            boolean ofRareTask = submitted % (jobs / 10) == jobs / 30;
            batch.add(Submission.of(new NewJob(
                    ofRareTask ? RARE_TASK : TASKS.get(submitted % 7 % 3),
                    "{\"customer\":4711,\"order\":" + submitted + "}",
                    submitted % 100 == 99 ? new Due.After(Duration.ofDays(1)) : new Due.Now(),
                    JobOptions.with()
                            .queue(new QueueName(queue))
                            .priority(submitted % (jobs / 10) == jobs / 10 - 2 ? 1 : 5)
                            .tags(tags)
                            .build())));
        }
        store.intake().submit(batch);
    }

    private void settleMost() {
        List<Claimed> claimed = claim(BATCH);
        int keep = submitted % (20 * BATCH) == 0 ? BATCH / 2 : 0;
        settle(claimed.subList(keep, claimed.size()), keep);
    }

    private List<Claimed> claim(int most) {
        return store.leases()
                .exchange(List.of(), new ClaimRequest(WORKER, most, ALL_TASKS, Duration.ofHours(1)))
                .claimed();
    }

    private void settle(List<Claimed> jobs, int salt) {
        List<Settlement> settlements = new ArrayList<>();
        for (Claimed job : jobs) {
            int kind = settlements.size() * 7 + submitted / BATCH;
            Outcome outcome = jobs.size() > 1 && kind % 25 == 0
                    ? Outcome.FAILED
                    : jobs.size() > 1 && kind % 50 == 1 ? Outcome.CANCELLED : Outcome.SUCCEEDED;
            Settlement settlement = new Settlement(
                    job.lease(),
                    new Attempt(
                            job.lease().attempt(),
                            Optional.of(outcome),
                            job.startedAt(),
                            Optional.of(job.startedAt()),
                            WORKER,
                            outcome == Outcome.FAILED
                                    ? Optional.of(new Failure("bench", "did not work"))
                                    : Optional.empty(),
                            Optional.empty()),
                    outcome == Outcome.FAILED
                            ? JobState.DEAD
                            : outcome == Outcome.CANCELLED ? JobState.CANCELLED : JobState.SUCCEEDED,
                    Duration.ofDays(1),
                    Optional.empty());
            settlements.add(outcome == Outcome.FAILED ? settlement.because(cause(job)) : settlement);
        }
        store.leases().exchange(settlements, new ClaimRequest(WORKER, 0, Set.of(), Duration.ofHours(1)));
    }

    /** Half of the dead jobs are of one group, ten of a rare one, and the others of 20 groups. */
    private FailureCause cause(Claimed job) {
        dead++;
        String group = dead % 4_000 == 1
                ? RARE_GROUP
                : dead % 2 == 0 ? LARGE_GROUP : "00000000000001%02x".formatted(dead % 40);
        return new FailureCause(
                new Fingerprint(group),
                Optional.of(job.task()),
                "bench",
                group,
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** What a job costs Redis from its submit to its end, in batches of {@value #BATCH}. */
    private void drain(int jobs) throws InterruptedException {
        System.out.printf("%ndrain of %,d jobs in batches of %d%n", jobs, BATCH);
        for (int round = 0; round < 3; round++) {
            for (String how : List.of("without index", "marks only", "marks and upkeep")) {
                if (how.equals("without index")) {
                    store.search().remove();
                } else {
                    store.search().keep(WORKER);
                }
                Thread upkeep = daemon(() -> {
                    try {
                        while (true) {
                            Thread.sleep(store.search().keep(WORKER).again().toMillis());
                        }
                    } catch (InterruptedException e) {
                        return;
                    }
                });
                if (how.equals("marks and upkeep")) {
                    upkeep.start();
                }
                double cpu = cpu();
                submitted = 0;
                while (submitted < jobs) {
                    submit(jobs);
                    settle(claim(BATCH), 0);
                }
                upkeep.interrupt();
                System.out.printf(
                        Locale.ROOT, "  %-18s %.2f us of Redis' CPU per job%n", how, (cpu() - cpu) * 1e6 / jobs);
                redis.eval("return redis.call('FLUSHALL', 'ASYNC')");
            }
        }
    }

    private void index(int jobs) throws InterruptedException {
        double memory = info("memory", "used_memory:");
        double cpu = cpu();
        long start = System.nanoTime();
        Round round;
        int quiet = 0;
        do {
            round = store.search().keep(WORKER);
            Thread.sleep(round.again().toMillis());
            quiet = round.written() + round.updated() == 0 ? quiet + 1 : 0;
        } while (quiet < 2);
        System.out.printf(
                Locale.ROOT,
                "index: %d segments, %d jobs behind, %.1f bytes per job, %.2f us of Redis' CPU per job, %.0f s%n",
                round.segments(),
                round.behind(),
                (info("memory", "used_memory:") - memory) / jobs,
                (cpu() - cpu) * 1e6 / jobs,
                (System.nanoTime() - start) / 1e9);
        for (char letter : "pbxqtgkhc".toCharArray()) {
            long bytes = redis.hvals(("{search}:columns:" + letter).getBytes()).stream()
                    .mapToLong(each -> each.length)
                    .sum();
            System.out.printf(Locale.ROOT, "  column %c: %.2f bytes per job%n", letter, (double) bytes / jobs);
        }
    }

    private static double threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private double cpu() {
        return info("cpu", "used_cpu_user:") + info("cpu", "used_cpu_sys:");
    }

    private double info(String section, String field) {
        String text = redis.info(section);
        int at = text.indexOf("\n" + field) + 1 + field.length();
        return Double.parseDouble(text.substring(at, text.indexOf('\r', at)));
    }

    private void measure(List<String> searches, int turns) {
        System.out.printf("%-45s %8s %8s %8s %6s%n", "filter", "p50 ms", "p95 ms", "CPU ms", "found");
        for (String search : searches) {
            JobFilter filter = FilterText.read(search, Instant.now());
            double[] millis = new double[turns];
            Page page = null;
            double cpu = cpu() + threadCpu();
            for (int i = 0; i < turns; i++) {
                long start = System.nanoTime();
                page = store.catalog().page(filter, 50, Optional.empty());
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            double cpuMillis = (cpu() + threadCpu() - cpu) * 1e3 / turns;
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "%-45s %8.1f %8.1f %8.1f %6s%n",
                    search,
                    millis[turns / 2],
                    millis[(int) Math.ceil(turns * 0.95) - 1],
                    cpuMillis,
                    page.jobs().size() + (page.nextToken().isPresent() ? "+" : ""));
        }
    }
}
