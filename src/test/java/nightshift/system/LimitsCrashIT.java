package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import nightshift.job.Attempt;
import nightshift.job.Job;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.limit.SettingsPatch;
import nightshift.redis.RedisStore;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Limits hold while engines are killed, frozen for longer than their lease, and stopped. {@code scripts/bench.sh kill-limits} does the
 * same with whole servers and for longer.
 */
class LimitsCrashIT {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final int KEYS = 4;

    /** Where all jobs succeed: how many may run at once, in one queue of each key, how many there are, and how long they take. */
    private enum Queue {
        ONE(1, 600, 8),
        SEVEN(7, 2_500, 20),
        HUNDRED(100, 8_000, 150),
        KEYED(3, 3_000, 20);

        private final QueueName queue = new QueueName(name().toLowerCase(Locale.ROOT));
        private final int limit;
        private final int jobs;
        private final int mostMillis;

        Queue(int limit, int jobs, int mostMillis) {
            this.limit = limit;
            this.jobs = jobs;
            this.mostMillis = mostMillis;
        }
    }

    /** Where jobs end in every other way. */
    private static final QueueName ENDINGS = new QueueName("endings");

    private static final int ENDINGS_LIMIT = 6;
    /** Jobs that run until they are canceled. */
    private static final int LONG = 4;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final Random random = new Random(1);
    private final Map<QueueName, List<JobId>> jobs = new HashMap<>();
    private final List<EngineProcess> engines = new ArrayList<>();
    private RedisStore store;
    private RunningWatch watch;

    @BeforeEach
    void start() throws Exception {
        store = EngineProcess.connect(REDIS.url());
        watch = new RunningWatch(REDIS, store.upkeep(), Queue.KEYED.queue);
        for (int number = 1; number <= 3; number++) {
            engines.add(new EngineProcess("limits-crash", number, REDIS, LEASE).start());
        }
    }

    @AfterEach
    void stop() {
        engines.forEach(EngineProcess::close);
        watch.close();
        store.close();
    }

    @Test
    void noLimitIsExceededAndEveryPlaceComesBackOnce() throws Exception {
        for (Queue queue : Queue.values()) {
            configure(queue.queue, queue == Queue.KEYED ? "/perKey/concurrency" : "/concurrency", queue.limit);
        }
        configure(ENDINGS, "/concurrency", ENDINGS_LIMIT);
        submit(
                ENDINGS,
                Collections.nCopies(LONG, sleep(60_000, JobOptions.with().priority(1))));
        submit(ENDINGS, timedOut());
        for (Queue queue : Queue.values()) {
            submit(queue);
        }

        List<JobId> running = jobs.get(ENDINGS).subList(0, LONG);
        EngineProcess killed = engineOf(running);
        List<JobId> ofKilled = running.stream()
                .filter(id -> hasAttempt(id, attempt -> isOpen(attempt, killed)))
                .toList();
        String killedWorker = killed.worker();
        killed.kill();
        // A job that is being rescued looks as if its rescuer ran it.
        await("the rescue of the long jobs from the killed engine")
                .until(() ->
                        ofKilled.stream().allMatch(id -> hasAttempt(id, attempt -> isLost(attempt, killedWorker))));
        EngineProcess frozen = engineOf(running);
        String frozenWorker = frozen.worker();
        EngineProcess.freeze(List.of(frozen));
        killed.start();
        await("the rescue of a long job from the frozen engine")
                .untilAsserted(() -> assertThat(running)
                        .flatExtracting(id -> job(id).attempts())
                        .as("attempts of the long jobs, one of them lost by %s", frozenWorker)
                        .anyMatch(attempt -> isLost(attempt, frozenWorker)));
        EngineProcess.thaw(List.of(frozen));
        EngineProcess stopped = engineOf(running);
        stopped.stop();
        stopped.start();
        running.forEach(id -> store.intake().cancel(id));

        await("the end of all jobs")
                .atMost(Duration.ofSeconds(90))
                .until(() -> jobs.keySet().stream()
                        .allMatch(queue -> ended(queue) == jobs.get(queue).size()));
        for (Queue queue : Queue.values()) {
            check(queue);
        }
        checkEndings();
        checkPlaces();
    }

    private void configure(QueueName queue, String pointer, int limit) {
        SettingsPatch.Change change = new SettingsPatch.Change(pointer, Optional.of(Integer.toString(limit)));
        store.queues().configure(queue, new SettingsPatch(List.of(change)));
    }

    private void submit(Queue queue) {
        List<NewJob> all = new ArrayList<>();
        for (int i = 0; i < queue.jobs; i++) {
            JobOptions.Builder options = JobOptions.with();
            if (queue == Queue.KEYED) {
                options.key(new JobKey("k" + i % KEYS));
            }
            all.add(sleep(1 + random.nextInt(queue.mostMillis), options));
        }
        submit(queue.queue, all);
    }

    private static List<NewJob> timedOut() {
        return Collections.nCopies(
                8, sleep(60_000, JobOptions.with().maxAttempts(1).timeout(Duration.ofMillis(20))));
    }

    private static NewJob sleep(int millis, JobOptions.Builder options) {
        return new NewJob(
                new TaskName("demo.sleep"), "{\"duration\":\"" + Duration.ofMillis(millis) + "\"}", options.build());
    }

    private void submit(QueueName queue, List<NewJob> all) {
        List<JobId> ids = jobs.computeIfAbsent(queue, none -> new ArrayList<>());
        for (int from = 0; from < all.size(); from += JobIntake.BATCH) {
            List<Submission> batch = all.subList(from, Math.min(all.size(), from + JobIntake.BATCH)).stream()
                    .map(job -> new NewJob(
                            job.task(),
                            job.args(),
                            job.options().but().queue(queue).build()))
                    .map(Submission::of)
                    .toList();
            store.intake()
                    .submit(batch)
                    .forEach(result ->
                            ids.add(((SubmitResult.Accepted) result).job().id()));
        }
    }

    /** An engine that runs one of these jobs. */
    private EngineProcess engineOf(List<JobId> ids) {
        return await("an engine that runs one of the long jobs")
                .until(
                        () -> engines.stream()
                                .filter(EngineProcess::isUp)
                                .filter(engine ->
                                        ids.stream().anyMatch(id -> hasAttempt(id, attempt -> isOpen(attempt, engine))))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isOpen(Attempt attempt, EngineProcess engine) {
        return attempt.worker().equals(engine.worker()) && attempt.outcome().isEmpty();
    }

    private static boolean isLost(Attempt attempt, String worker) {
        return attempt.worker().equals(worker) && attempt.outcome().equals(Optional.of(Outcome.LOST));
    }

    private boolean hasAttempt(JobId id, Predicate<Attempt> condition) {
        return job(id).attempts().stream().anyMatch(condition);
    }

    private Job job(JobId id) {
        return store.catalog().find(id).orElseThrow();
    }

    private long ended(QueueName queue) {
        return store.queues().queue(queue).orElseThrow().counts().entrySet().stream()
                .filter(state -> state.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void check(Queue queue) {
        List<Job> found = jobs.get(queue.queue).stream().map(this::job).toList();
        assertThat(found)
                .as("jobs of %s that have not succeeded", queue)
                .filteredOn(job -> job.state() != JobState.SUCCEEDED)
                .isEmpty();
        if (queue == Queue.KEYED) {
            for (int i = 0; i < KEYS; i++) {
                Optional<JobKey> key = Optional.of(new JobKey("k" + i));
                List<Job> ofKey = found.stream()
                        .filter(job -> job.options().key().equals(key))
                        .toList();
                assertThat(mostAtOnce(ofKey)).as("by the histories of a key").isEqualTo(queue.limit);
            }
            assertThat(watch.mostOfKey()).as("of one key by Redis").isEqualTo(queue.limit);
        } else {
            assertThat(mostAtOnce(found)).as("by the histories of %s", queue).isEqualTo(queue.limit);
            assertThat(watch.most(queue.queue)).as("of %s by Redis", queue).isEqualTo(queue.limit);
        }
    }

    private void checkEndings() {
        List<Job> found = jobs.get(ENDINGS).stream().map(this::job).toList();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (Job job : found) {
            job.attempts().forEach(attempt -> outcomes.merge(attempt.outcome().orElseThrow(), 1, Integer::sum));
        }
        assertThat(outcomes).containsOnlyKeys(EnumSet.complementOf(EnumSet.of(Outcome.SUCCEEDED, Outcome.FAILED)));
        assertThat(mostAtOnce(found)).as("by the histories").isEqualTo(ENDINGS_LIMIT);
        assertThat(watch.most(ENDINGS)).as("by Redis").isEqualTo(ENDINGS_LIMIT);
    }

    /** No place is lost, and none has come back twice: a full queue runs as many jobs as before. */
    private void checkPlaces() throws Exception {
        watch.forget();
        submit(ENDINGS, Collections.nCopies(3 * ENDINGS_LIMIT, sleep(100, JobOptions.with())));
        await("the end of the last jobs")
                .until(() -> ended(ENDINGS) == jobs.get(ENDINGS).size());
        assertThat(watch.most(ENDINGS)).as("after all that").isEqualTo(ENDINGS_LIMIT);

        assertThat(watch.looks()).as("looks at the counts of Redis").isGreaterThan(1_000);
        assertThat(watch.miscounts()).as("differences that audits found").isZero();
        for (EngineProcess engine : engines) {
            assertThat(engine.log()).noneMatch(line -> line.contains("counts of running jobs were wrong"));
        }
    }

    private record Change(Instant at, int by) {}

    /** How many attempts there were at once. One that was lost counts until another engine had taken its job over. */
    private static int mostAtOnce(List<Job> of) {
        List<Change> changes = new ArrayList<>();
        for (Job job : of) {
            for (Attempt attempt : job.attempts()) {
                changes.add(new Change(attempt.startedAt(), 1));
                changes.add(new Change(attempt.endedAt().orElseThrow(), -1));
            }
        }
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::by));
        int most = 0;
        int now = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }
}
