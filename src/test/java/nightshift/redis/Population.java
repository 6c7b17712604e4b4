package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import nightshift.job.BulkKind;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.job.Submission;
import nightshift.job.UniqueKey;
import nightshift.redis.find.SegmentUpkeep;
import nightshift.redis.record.ShortId;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.BulkJob;
import nightshift.store.ClaimRequest;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.awaitility.Awaitility;

/** Jobs in every state and in every place, with schedules, limits and a bulk job. */
final class Population {

    static final Destination HOST = new Destination("down.example.com");
    static final String UNIQUE = "order 42";
    static final ScheduleName PAUSED = new ScheduleName("paused");
    static final ScheduleName NIGHTLY = new ScheduleName("nightly");

    private static final Due LATER = new Due.After(Duration.ofHours(1));
    private static final TaskName OTHER_TASK = new TaskName("other:task");

    private final TestStore store;
    private final List<JobId> ids = new ArrayList<>();
    private final SegmentUpkeep upkeep;
    private final String group;
    private final String segment;

    Population(TestStore store) {
        this.store = store;
        upkeep = new SegmentUpkeep(store.redis, store.keys, 10, Duration.ZERO);
        keepIndex();
        configure("keyed", "/perKey/concurrency", "1");
        configure("fair", "/fair", "true");
        configure("rated", "/rateLimit/permits", "100", "/rateLimit/per", "PT1S");
        configure("limited", "/concurrency", "7", "/retention/DEAD/count", "1000");
        running();
        aside();
        waiting();
        others();
        keepIndex();
        group = store.client.zrange(store.keys.failures(), 0, 0).get(0);
        segment = new TreeSet<>(store.client.hkeys(store.keys.prefix() + "segments")).first();
    }

    /** Writes the index for search as the jobs are. */
    void keepIndex() {
        for (int rounds = 0; rounds < 3; rounds++) { // the first only begins to keep it, or begins again
            upkeep.keep("indexer1");
        }
    }

    /** A failure group. */
    String group() {
        return group;
    }

    /** The oldest segment of the index for search. */
    String segment() {
        return segment;
    }

    private void configure(String queue, String... settings) {
        store.configure(new QueueName(queue), settings);
    }

    private List<JobId> submit(int times, NewJob job) {
        List<JobId> fresh = store.submit(times, job);
        ids.addAll(fresh);
        return fresh;
    }

    private void running() {
        submit(8, aJob("work", 5, new Due.Now()));
        submit(3, aJob("keyed", 5, new Due.Now(), "k"));
        submit(2, aJob("rated", 5, new Due.Now()));
        submitUnique();
        List<Claimed> claimed = new ArrayList<>();
        Awaitility.await().until(() -> claimed.addAll(store.claim(20)) && claimed.size() == 12);
        List<Claimed> work = claimed.stream()
                .filter(job -> job.queue().value().equals("work"))
                .toList();
        store.succeed(work.get(0));
        store.succeed(work.get(1));
        store.fail(work.get(2));
        store.fail(work.get(3));
        store.settle(settlement(work.get(4), Outcome.FAILED, JobState.RETRYING));
        store.ports.upkeep().rescue(WORKER, LEASE, 1, Duration.ZERO);
    }

    private void aside() {
        submit(1, new NewJob(OTHER_TASK, "{}", new Due.Now(), options("others").build()));
        store.ports.destinations().open(HOST, Optional.empty(), "me");
        submit(2, Calls.to(HOST, new QueueName("calls")));
        assertThat(store.exchange(10, TASK, Reserved.HTTP_TASK).claimed()).isEmpty();
    }

    private static JobOptions.Builder options(String queue) {
        return JobOptions.with().queue(new QueueName(queue));
    }

    private void waiting() {
        submit(40, aJob("fair", 5, new Due.Now(), "a"));
        submit(20, aJob("fair", 5, new Due.Now(), "b"));
        submit(5, aJob("plain", 5, new Due.Now()));
        submit(2, aJob("plain", 1, new Due.Now()));
        submit(3, aJob("plain", 5, LATER));
        submit(
                2,
                new NewJob(
                        TASK,
                        "{}",
                        new Due.Now(),
                        options("timed").startBy(LATER).build()));
        submit(1, new NewJob(TASK, "{}", LATER, options("timed").deadline(LATER).build()));
        submit(2, aJob("plain", 7, new Due.Now()))
                .forEach(id -> store.ports.intake().cancel(id));
        JobId late = submit(
                        1,
                        new NewJob(
                                TASK,
                                "{}",
                                new Due.Now(),
                                options("timed")
                                        .startBy(new Due.After(Duration.ofMillis(1)))
                                        .build()))
                .get(0);
        Awaitility.await().until(() -> {
            store.ports.upkeep().expire(100);
            return store.state(late) == JobState.EXPIRED;
        });
        submitUnique();
    }

    private void submitUnique() {
        NewJob job = new NewJob(
                TASK,
                "{}",
                new Due.Now(),
                options("unique").uniqueKey(new UniqueKey(UNIQUE)).build(),
                OnConflict.AFTER);
        ids.add(((SubmitResult.Accepted)
                        store.ports.intake().submit(List.of(Submission.of(job))).get(0))
                .job()
                .id());
    }

    private void others() {
        for (ScheduleName name : List.of(NIGHTLY, PAUSED)) {
            store.ports.schedules().put(schedule(name), "me");
        }
        store.ports.schedules().pause(PAUSED, "me");
        BulkJob bulk = new BulkJob(store.ports.bulkJobs().newId(), BulkKind.IMPORT, "{}", Map.of("p0", "0"));
        store.ports
                .bulkJobs()
                .begin(
                        bulk,
                        Submission.of(new NewJob(
                                TASK, "{}", new Due.Now(), options("bulk").build())));
        ids.add(bulk.id());
    }

    private static Schedule schedule(ScheduleName name) {
        return new Schedule(
                name,
                new Every(Duration.ofHours(24), Duration.ofHours(12)),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Overlap.SKIP,
                Catchup.SKIP,
                Duration.ofDays(1),
                false,
                new NewJob(TASK, "[]", JobOptions.with().schedule(name.value()).build()));
    }

    /** The short id of a job in this queue and state. */
    String one(String queue, JobState state) {
        return some(job -> job.queue().value().equals(queue) && job.state() == state)
                .get(0);
    }

    private List<String> some(Predicate<nightshift.job.Job> which) {
        List<String> found = ids.stream()
                .filter(id -> which.test(store.job(id)))
                .map(ShortId::text)
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Lets all jobs run that can, and checks that each of them has ended then. */
    void runToTheEnd(Set<String> exceptFor) {
        configure("rated", "/rateLimit", null);
        store.ports.destinations().close(HOST, "me");
        store.beat(TASK, OTHER_TASK, Reserved.HTTP_TASK);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            store.makeAllDue();
            store.ports.upkeep().promote(500);
            store.expireLeases();
            List<Claimed> jobs = new ArrayList<>(store.ports
                    .leases()
                    .exchange(
                            List.of(),
                            new ClaimRequest(WORKER, 100, Set.of(TASK, OTHER_TASK, Reserved.HTTP_TASK), LEASE))
                    .claimed());
            store.ports
                    .upkeep()
                    .rescue(WORKER, LEASE, 500, Duration.ZERO)
                    .jobs()
                    .forEach(job -> jobs.add(job.job()));
            jobs.forEach(store::succeed);
            return ids.stream()
                    .filter(id -> !exceptFor.contains(ShortId.text(id)))
                    .allMatch(id -> store.state(id).isFinal());
        });
    }
}
