import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * How long the first page of a list takes where the jobs that fit are the oldest of many. A fifth of the jobs is dead,
 * canceled, retrying, scheduled and running, in two queues of different size; all newer ones have succeeded. Usage:
 * {@code java -cp 'target/classes:target/nightshift/WEB-INF/lib/*' bench/Lists.java redis-url jobs}
 */
public class Lists {

    private static final TaskName TASK = new TaskName("bench");
    private static final QueueName MAIL = new QueueName("mail");
    private static final QueueName RARE = new QueueName("rare");
    private static final int TURNS = 11;

    private final RedisStore store;

    private Lists(RedisStore store) {
        this.store = store;
    }

    public static void main(String[] args) {
        try (RedisStore store = RedisStore.connect(
                new RedisConfig(URI.create(args[0]), "lists", 0), Lists::daemon, new StoreListener() {})) {
            Lists lists = new Lists(store);
            JobId oldest = lists.fill(Integer.parseInt(args[1]));
            lists.measure(oldest);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns one of the oldest jobs. */
    private JobId fill(int jobs) {
        JobId oldest = rare(RARE, 50);
        rare(MAIL, jobs / 5 - 50);
        for (int done = jobs / 5; done < jobs; done += 500) {
            submit(MAIL, 500, new Due.Now());
            settle(claim(500), Outcome.SUCCEEDED, JobState.SUCCEEDED);
        }
        return oldest;
    }

    private JobId rare(QueueName queue, int jobs) {
        JobId first = submit(queue, jobs / 5, new Due.After(Duration.ofDays(1))).get(0);
        for (JobState state : List.of(JobState.DEAD, JobState.RETRYING, JobState.CANCELLED)) {
            for (int left = jobs / 5; left > 0; left -= 500) {
                submit(queue, Math.min(500, left), new Due.Now());
                settle(claim(500), state == JobState.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED, state);
            }
        }
        submit(queue, Math.min(500, jobs / 5), new Due.Now());
        claim(500); // and stay running
        return first;
    }

    private List<JobId> submit(QueueName queue, int jobs, Due due) {
        NewJob job = new NewJob(
                TASK,
                "{\"customer\":4711}",
                JobOptions.with()
                        .queue(queue)
                        .due(due)
                        .tags(List.of("tenant=7"))
                        .build());
        List<JobId> ids = new ArrayList<>();
        for (int left = jobs; left > 0; left -= 500) {
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(500, left); i++) {
                batch.add(Submission.of(job));
            }
            store.intake()
                    .submit(batch)
                    .forEach(answer ->
                            ids.add(((SubmitResult.Accepted) answer).job().id()));
        }
        return ids;
    }

    private List<Claimed> claim(int most) {
        return store.leases()
                .exchange(List.of(), new ClaimRequest("benchmrk", most, Set.of(TASK), Duration.ofHours(1)))
                .claimed();
    }

    private void settle(List<Claimed> jobs, Outcome outcome, JobState next) {
        List<Settlement> settlements = jobs.stream()
                .map(job -> new Settlement(
                        job.lease(),
                        new Attempt(
                                job.lease().attempt(),
                                Optional.of(outcome),
                                job.startedAt(),
                                Optional.of(job.startedAt()),
                                "benchmrk",
                                outcome == Outcome.FAILED
                                        ? Optional.of(new Failure("bench", "did not work"))
                                        : Optional.empty(),
                                Optional.empty()),
                        next,
                        Duration.ofDays(1),
                        Optional.empty()))
                .toList();
        store.leases().exchange(settlements, new ClaimRequest("benchmrk", 0, Set.of(), Duration.ofHours(1)));
    }

    private void measure(JobId oldest) {
        for (JobState state : List.of(
                JobState.DEAD,
                JobState.RETRYING,
                JobState.RUNNING,
                JobState.SCHEDULED,
                JobState.CANCELLED,
                JobState.EXPIRED)) {
            measure(state.toString(), EnumSet.of(state));
        }
        measure("DEAD, CANCELLED", EnumSet.of(JobState.DEAD, JobState.CANCELLED));
        measure(
                "all six",
                EnumSet.of(
                        JobState.DEAD,
                        JobState.RETRYING,
                        JobState.RUNNING,
                        JobState.SCHEDULED,
                        JobState.CANCELLED,
                        JobState.EXPIRED));
        measure("SUCCEEDED", EnumSet.of(JobState.SUCCEEDED));
        search("nothing fits", "no such text");
        search("end of the oldest id", oldest.toString().substring(24));
    }

    private void measure(String what, Set<JobState> states) {
        System.out.printf(
                "%-18s %9.1f ms in all queues, %9.1f ms in the large queue, %9.1f ms in the small one%n",
                what,
                median(states, Optional.empty()),
                median(states, Optional.of(MAIL)),
                median(states, Optional.of(RARE)));
    }

    private double median(Set<JobState> states, Optional<QueueName> queue) {
        double[] millis = new double[TURNS];
        for (int i = 0; i < TURNS; i++) {
            long start = System.nanoTime();
            store.catalog()
                    .page(
                            new JobFilter(
                                    states,
                                    queue,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            50,
                            Optional.empty());
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[TURNS / 2];
    }

    private void search(String what, String text) {
        JobFilter filter = new JobFilter(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text));
        long start = System.nanoTime();
        int pages = 0;
        int found = 0;
        Optional<String> token = Optional.empty();
        do {
            Page page = store.catalog().page(filter, 50, token);
            pages++;
            found += page.jobs().size();
            token = page.nextToken();
        } while (token.isPresent() && found == 0);
        System.out.printf(
                "search: %s: %d found, %d pages, %.1f s%n", what, found, pages, (System.nanoTime() - start) / 1e9);
    }
}
