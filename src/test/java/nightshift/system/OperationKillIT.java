package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Attempt;
import nightshift.job.Job;
import nightshift.job.JobAction;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.operations.OperationRequest;
import nightshift.operations.Operations;
import nightshift.redis.RedisStore;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real JVMs that are killed while they send jobs again, which fail again meanwhile. */
class OperationKillIT {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int JOBS = 3_000;
    private static final int KILLS = 3;
    /** So slow that a killed process is back long before the operation ends. */
    private static final int PER_SECOND = 100;

    private static final QueueName QUEUE = new QueueName("failing");

    @Test
    void everyJobIsSentAgainOnceThoughItsServerIsKilledAgainAndAgain() throws Exception {
        try (EngineProcess one = new EngineProcess("operation-kill", 1, REDIS, Duration.ofSeconds(1));
                EngineProcess other = new EngineProcess("operation-kill", 2, REDIS, Duration.ofSeconds(1));
                RedisStore store = EngineProcess.connect(REDIS.url())) {
            one.start();
            other.start();
            List<JobId> jobs = submit(store);
            await("dead jobs").atMost(Duration.ofMinutes(2)).until(() -> dead(store) == JOBS);
            Operations operations = EngineProcess.operations(store);
            JobId id = operations
                    .begin(
                            new OperationRequest(
                                    JobAction.of(JobAction.Kind.RETRY),
                                    new JobFilter(
                                            Set.of(JobState.DEAD),
                                            List.of(Matches.exactly(Field.QUEUE, QUEUE.value()))),
                                    Optional.of(PER_SECOND),
                                    Optional.empty(),
                                    Optional.empty()),
                            Optional.empty(),
                            "ann")
                    .id();

            for (int kill = 1; kill <= KILLS; kill++) {
                long enough = kill * JOBS / (KILLS + 2);
                await("progress")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> operations.find(id).orElseThrow().done() >= enough);
                EngineProcess victim = await("a worker that holds the operation")
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> holder(store, id, List.of(one, other)), Optional::isPresent)
                        .orElseThrow();
                victim.kill();
                victim.start();
            }

            await("the end of the operation")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> operations.find(id).orElseThrow().state() == JobState.SUCCEEDED);
            assertThat(store.catalog().find(id).orElseThrow().attempt()).isGreaterThan(KILLS);
            assertThat(operations.find(id).orElseThrow().done()).isEqualTo(JOBS);
            await("the end of the jobs").atMost(Duration.ofMinutes(2)).until(() -> dead(store) == JOBS);
            assertThat(jobs).allSatisfy(job -> assertThat(failures(store, job)).isEqualTo(2));
        }
    }

    private static Optional<EngineProcess> holder(RedisStore store, JobId id, List<EngineProcess> engines) {
        Job job = store.catalog().find(id).orElseThrow();
        return engines.stream()
                .filter(engine -> job.state() == JobState.RUNNING
                        && job.lastAttempt().orElseThrow().worker().equals(engine.worker()))
                .findFirst();
    }

    private static List<JobId> submit(RedisStore store) {
        NewJob job = new NewJob(
                new TaskName("demo.fail"),
                "{\"times\":99,\"message\":\"no\"}",
                JobOptions.with().queue(QUEUE).maxAttempts(1).build());
        List<JobId> ids = new ArrayList<>();
        while (ids.size() < JOBS) {
            store.intake()
                    .submit(Collections.nCopies(500, Submission.of(job)))
                    .forEach(result ->
                            ids.add(((SubmitResult.Accepted) result).job().id()));
        }
        return ids;
    }

    private static long dead(RedisStore store) {
        return store.queues().queue(QUEUE).orElseThrow().counts().getOrDefault(JobState.DEAD, 0L);
    }

    /** How often it has failed. Attempts that a kill cut off do not count. */
    private static long failures(RedisStore store, JobId id) {
        Job job = store.catalog().find(id).orElseThrow();
        return job.attempts().stream()
                .map(Attempt::outcome)
                .filter(Optional.of(Outcome.FAILED)::equals)
                .count();
    }
}
