package nightshift.imports.run;

import static nightshift.imports.run.ImportSteps.read;
import static nightshift.imports.run.SourceFiles.rows;
import static nightshift.imports.run.TestImports.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import nightshift.batch.StepRefused;
import nightshift.engine.Engine;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.plan.RowCounts;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Limits;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.job.TaskDefinition;
import nightshift.store.Checkpoints;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an import has done in the end when workers, answers of the store or the store itself were lost. */
class ImportRecoveryTest {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @RegisterExtension
    final TestImports imports = new TestImports(REDIS);

    @Test
    void aPartitionOfALostWorkerIsTakenOverWhereItWas() throws Exception {
        JobId id = imports.begin(rows(2_000, Set.of(3, 501)), 1);
        Claimed lost = imports.claimAsLost(ImportTask.NAME);
        AtomicInteger blocks = new AtomicInteger();
        die(lost, imports.store.checkpoints(), (run, attempt) -> {
            read(run, blocks, 2);
            throw new IllegalStateException("the server dies");
        });
        assertThat(imports.results.readSoFar(id)).isEqualTo(1_000);

        imports.start();

        assertThat(imports.await(id, JobState.SUCCEEDED).attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.LOST, Outcome.SUCCEEDED);
        imports.results.assertExactly(2_000, Set.of(3, 501));
        assertThat(imports.results.rejected(id)).containsExactlyInAnyOrder(4L, 502L);
    }

    @Test
    void rejectsAreOnDiskBeforeTheirBlockCountsAndOnceWhenItIsDoneAgain() throws Exception {
        JobId id = imports.begin(rows(1_000, Set.of(2, 499, 502)), 1);
        Claimed lost = imports.claimAsLost(ImportTask.NAME);
        AtomicBoolean wasOnDisk = new AtomicBoolean();
        Checkpoints dies = new Delegate(imports.store.checkpoints()) {
            @Override
            public Commit commit(Lease lease, Step step, List<Submission> jobs) {
                if (jobs.isEmpty()) {
                    return super.commit(lease, step, jobs);
                }
                wasOnDisk.set(
                        imports.folder(id).resolve("rejects-0.ndjson").toFile().length()
                                == PartitionState.parse(step.to()).rejectBytes());
                throw new IllegalStateException("the server dies before the commit");
            }
        };
        die(lost, dies, ImportSteps::plainStep);
        assertThat(wasOnDisk).isTrue();
        assertThat(imports.results.readSoFar(id)).isZero();

        imports.start();

        imports.await(id, JobState.SUCCEEDED);
        imports.results.assertExactly(1_000, Set.of(2, 499, 502));
        assertThat(imports.results.rejected(id)).containsExactly(3L, 500L, 503L);
    }

    @Test
    void aCommitWhoseAnswerIsLostCountsOnce() throws Exception {
        JobId id = imports.begin(rows(3_000, Set.of()), 2);
        AtomicInteger commits = new AtomicInteger();
        imports.start(
                new Delegate(imports.store.checkpoints()) {
                    @Override
                    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
                        Commit answer = super.commit(lease, step, jobs);
                        if (commits.incrementAndGet() % 2 == 0) {
                            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "the answer is lost", null);
                        }
                        return answer;
                    }
                },
                imports.step);

        assertThat(imports.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(1);
        imports.results.assertExactly(3_000, Set.of());
        // A helper that waits to ask again learns of its last block after the import has ended.
        patiently().untilAsserted(() -> assertThat(imports.announced).hasValue(3_000));
    }

    @Test
    void aBlockThatTheStoreLosesIsDoneAgain() throws Exception {
        JobId id = imports.begin(rows(3_000, Set.of(2, 700, 1_501)), 1);
        imports.start(losing(3, (step, jobs) -> !jobs.isEmpty()), imports.step);

        assertThat(imports.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(1);
        imports.results.assertExactly(3_000, Set.of(2, 700, 1_501));
        assertThat(imports.results.rejected(id)).containsExactly(3L, 701L, 1_502L);
    }

    @Test
    void aPartitionWhoseReturnTheStoreLosesIsTakenAgain() throws Exception {
        JobId id = imports.begin(rows(3_000, Set.of()), 1);
        AtomicInteger blocks = new AtomicInteger();
        imports.start(
                losing(
                        1,
                        (step, jobs) -> jobs.isEmpty()
                                && PartitionState.parse(step.to()).holder().isEmpty()),
                (run, attempt) -> read(run, blocks, blocks.get() + 2));

        assertThat(imports.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(1);
        imports.results.assertExactly(3_000, Set.of());
    }

    /** A store that confirms a step and has lost it afterwards, as one can whose replica takes over. */
    private Checkpoints losing(int nth, BiPredicate<Checkpoints.Step, List<Submission>> steps) {
        AtomicInteger seen = new AtomicInteger();
        return new Delegate(imports.store.checkpoints()) {
            @Override
            public Commit commit(Lease lease, Step step, List<Submission> jobs) {
                return steps.test(step, jobs) && seen.incrementAndGet() == nth
                        ? Commit.COMMITTED
                        : super.commit(lease, step, jobs);
            }
        };
    }

    @Test
    void anImportContinuesWhenRedisWasKilledAndIsBack() throws Exception {
        JobId id = imports.begin(rows(12_000, Set.of(7_000)), 4);
        CountDownLatch killed = new CountDownLatch(1);
        imports.step = (run, attempt) -> {
            AtomicInteger blocks = new AtomicInteger();
            while (read(run, blocks, blocks.get() + 1)) {
                if (blocks.get() == 2) {
                    killed.await();
                }
            }
        };
        imports.start();
        patiently().until(() -> imports.results.readSoFar(id) >= 1_000);

        REDIS.close();
        killed.countDown();
        patiently().until(() -> !imports.store.health().status().up());
        REDIS.start();

        Job done =
                patiently().ignoreExceptions().until(() -> imports.job(id), job -> job.state() == JobState.SUCCEEDED);
        // On a busy machine the lease of a second may be lost meanwhile, which is nobody's failure.
        assertThat(done.attempts()).extracting(Attempt::outcome).doesNotContain(Optional.of(Outcome.FAILED));
        imports.results.assertExactly(12_000, Set.of(7_000));
        assertThat(imports.results.rejected(id)).containsExactly(7_001L);
    }

    @Test
    void aServerThatStopsHandsTheImportOn() throws Exception {
        JobId id = imports.begin(rows(4_000, Set.of()), 2);
        AtomicInteger blocks = new AtomicInteger();
        Engine first = imports.start(imports.store.checkpoints(), (run, attempt) -> {
            read(run, blocks, 2);
            new CountDownLatch(1).await(); // until it is interrupted
        });
        patiently().until(() -> imports.results.readSoFar(id) >= 1_000);

        first.drain(Duration.ZERO);
        imports.start();

        Job done = imports.await(id, JobState.SUCCEEDED);
        assertThat(done.attempts().get(0).outcome()).contains(Outcome.INTERRUPTED);
        assertThat(done.charged()).isLessThanOrEqualTo(1);
        imports.results.assertExactly(4_000, Set.of());
    }

    @Test
    void anImportThatWaitsForItsHelpersIsNotTakenForTheCauseOfLostWorkers() throws Exception {
        JobId id = imports.begin(rows(10, Set.of()), 1);
        imports.startScheduler();
        for (int attempt = 1; attempt <= Limits.LOST_MOST; attempt++) {
            Claimed lost = imports.claimAsLost(ImportTask.NAME);
            ImportRun run = imports.run(lost);
            run.watch(new RowCounts(attempt * 500, attempt * 500, 0));
            run.watch(new RowCounts(attempt * 500 + 1, attempt * 500 + 1, 0));
        }

        imports.start();

        assertThat(imports.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(Limits.LOST_MOST + 1);
    }

    @Test
    void aWorkerThatWakesUpAfterItWasReplacedWritesNoRejects() throws Exception {
        JobId id = imports.begin(rows(600, Set.of(3, 550)), 1);
        Claimed frozen = imports.claimAsLost(ImportTask.NAME);
        Path rejects = imports.folder(id).resolve("rejects-0.ndjson");
        imports.step = (run, attempt) -> {
            imports.start(imports.store.checkpoints(), ImportSteps::plainStep);
            imports.await(id, JobState.SUCCEEDED);
            write(rejects, "what counts");
            ImportSteps.plainStep(run, attempt);
        };

        assertThatThrownBy(() -> imports.run(frozen).work()).isInstanceOf(StepRefused.class);

        assertThat(rejects).hasContent("what counts");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works as a server that dies: nothing of the attempt is ever settled. */
    private void die(Claimed lost, Checkpoints checkpoints, PartitionStep step) {
        TaskDefinition task = imports.tasks(checkpoints, step).stream()
                .filter(each -> each.name().equals(lost.task()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> task.handler().handle(lost.args(), TestImports.attempt(lost)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the server dies");
    }

    /** Checkpoints between which and the store a test comes. */
    private static class Delegate implements Checkpoints {

        private final Checkpoints store;

        Delegate(Checkpoints store) {
            this.store = store;
        }

        @Override
        public Map<String, String> all(JobId bulk) {
            return store.all(bulk);
        }

        @Override
        public Commit commit(Lease lease, Step step, List<Submission> jobs) {
            return store.commit(lease, step, jobs);
        }

        @Override
        public boolean isHeld(Lease lease) {
            return store.isHeld(lease);
        }
    }
}
