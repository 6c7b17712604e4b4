package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.redis.RedisStore;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.PastRun;
import nightshift.store.Schedules;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Schedules run exactly once at each of their times while engines are killed and frozen. {@code scripts/bench.sh kill-schedules} does the
 * same with whole servers, more schedules, and for longer. The same again: {@code -Dschedules.seed=} of the output.
 */
class ScheduleCrashIT {

    private static final int SCHEDULES = 200;
    private static final int RUNS_LEAST = 8;
    private static final int HITS = 4;
    private static final long SEED = Long.getLong("schedules.seed", System.nanoTime());

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final Random random = new Random(SEED);
    private final List<EngineProcess> engines = new ArrayList<>();
    private RedisStore store;

    @BeforeEach
    void start() throws Exception {
        store = EngineProcess.connect(REDIS.url());
        for (int number = 1; number <= 3; number++) {
            engines.add(new EngineProcess("schedule-crash", number, REDIS, Duration.ofSeconds(2)).start());
        }
    }

    @AfterEach
    void stop() {
        engines.forEach(EngineProcess::close);
        store.close();
    }

    @Test
    void everyRunIsFiredExactlyOnce() throws Exception {
        System.out.println("ScheduleCrashIT: seed " + SEED);
        Instant first = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 5);
        List<ScheduleName> names = IntStream.range(0, SCHEDULES)
                .mapToObj(i -> new ScheduleName("s" + i))
                .toList();
        names.forEach(name -> store.schedules().put(eachSecond(name, first), "test"));
        assertThat(Instant.now()).as("when all schedules are stored").isBefore(first);

        for (int hit = 0; hit < HITS; hit++) {
            EngineProcess holder = freezeAllWhileOneHoldsTurns();
            List<EngineProcess> others = new ArrayList<>(engines);
            others.remove(holder);
            // either the engine dies with its turns, or it fires them far too late
            EngineProcess alone = hit % 2 == 0 ? others.set(random.nextInt(2), holder) : holder;
            alone.kill();
            alone.start();
            Instant started = Instant.now();
            await("runs of the engine that was started again")
                    .until(() ->
                            runs(names.get(0)).stream().anyMatch(run -> run.at().isAfter(started)));
            EngineProcess.thaw(others);
            awaitTime(Instant.now().plusMillis(random.nextInt(1_000)));
        }

        Instant end = Instant.now();
        await("runs of all schedules after that")
                .atMost(Duration.ofSeconds(60))
                .until(() -> names.stream()
                        .allMatch(name -> runs(name).get(0).planned().isAfter(end)));
        names.forEach(name -> store.schedules().pause(name, "test"));
        checkRuns(names, first);
    }

    private static Schedule eachSecond(ScheduleName name, Instant first) {
        JobOptions options = JobOptions.with().schedule(name.value()).build();
        return new Schedule(
                name,
                new Every(Duration.ofSeconds(1), Duration.ZERO),
                Duration.ZERO,
                Optional.of(first),
                Optional.empty(),
                Overlap.ALLOW,
                Catchup.ALL,
                Duration.ofDays(1),
                false,
                new NewJob(new TaskName("demo.noop"), "{}", options));
    }

    /** Freezes all engines, one of them between reading which schedules have their turn and firing them. Answers that one. */
    private EngineProcess freezeAllWhileOneHoldsTurns() {
        return await("an engine that is frozen in the middle of a turn")
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            if (engines.stream().noneMatch(EngineProcess::holdsTurns)) {
                                return Optional.<EngineProcess>empty();
                            }
                            EngineProcess.freeze(engines);
                            Optional<EngineProcess> holder = engines.stream()
                                    .filter(EngineProcess::holdsTurns)
                                    .findFirst();
                            if (holder.isEmpty()) { // it was faster
                                EngineProcess.thaw(engines);
                            }
                            return holder;
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The newest first. */
    private List<PastRun> runs(ScheduleName name) {
        return store.schedules().past(name, Schedules.RUNS_KEPT);
    }

    private static void awaitTime(Instant time) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(time));
    }

    private void checkRuns(List<ScheduleName> names, Instant first) {
        Map<JobId, String> jobs = new HashMap<>();
        for (ScheduleName name : names) {
            List<PastRun> runs = new ArrayList<>(runs(name));
            Collections.reverse(runs);
            assertThat(runs)
                    .as("runs of %s", name)
                    .extracting(PastRun::planned)
                    .isEqualTo(IntStream.range(0, runs.size())
                            .mapToObj(first::plusSeconds)
                            .toList());
            for (PastRun run : runs) {
                JobId id = run.job().orElseThrow();
                assertThat(jobs.put(id, name + "@" + run.planned()))
                        .as("run that has the same job as that of %s", run.planned())
                        .isNull();
                assertThat(job(id).options().schedule()).contains(name.value());
            }
        }
        await("the jobs of all runs, and no others")
                .untilAsserted(
                        () -> assertThat(jobsByState()).isEqualTo(Map.of(JobState.SUCCEEDED, (long) jobs.size())));
        assertThat(jobs).hasSizeGreaterThanOrEqualTo(SCHEDULES * RUNS_LEAST);
    }

    private Map<JobState, Long> jobsByState() {
        Map<JobState, Long> counts = new EnumMap<>(
                store.queues().queue(QueueName.DEFAULT).orElseThrow().counts());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private Job job(JobId id) {
        return store.catalog().find(id).orElseThrow();
    }
}
