package nightshift.imports.run;

import static nightshift.imports.run.ImportSteps.read;
import static nightshift.imports.run.SourceFiles.rows;
import static nightshift.imports.run.TestImports.ofTask;
import static nightshift.imports.run.TestImports.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nightshift.disk.DiskRoom;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportTaskTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestImports imports = new TestImports(REDIS);

    @Test
    void everyRowBecomesAJobAndRejectsAreKept() throws Exception {
        JobId id = imports.begin(rows(4_000, Set.of(1, 700, 4_000)), 3);
        imports.start();

        Job done = imports.await(id, JobState.SUCCEEDED);

        assertThat(done.result()).contains("{\"read\":4000,\"submitted\":3997,\"rejected\":3}");
        assertThat(done.attempts().get(0).notes())
                .hasValueSatisfying(notes -> assertThat(notes).contains("\"progress\":{\"read\":"));
        imports.results.assertExactly(4_000, Set.of(1, 700, 4_000));
        assertThat(imports.results.rejected(id)).containsExactlyInAnyOrder(2L, 701L, 4_001L);
        assertThat(imports.announced).hasValue(3_997);
    }

    @Test
    void aFileOfBadRowsOnlyIsReadToItsEnd() throws Exception {
        JobId id = imports.begin(rows(1_200, all(1_200)), 2);
        imports.start();

        assertThat(imports.await(id, JobState.SUCCEEDED).result())
                .contains("{\"read\":1200,\"submitted\":0,\"rejected\":1200}");
        assertThat(imports.results.rejected(id))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, 1_201).boxed().toList());
    }

    @Test
    void anImportThatIsCancelledStopsAndContinuesWhenItIsRestarted() throws Exception {
        JobId id = imports.begin(rows(4_000, Set.of(1_500)), 4);
        CountDownLatch go = new CountDownLatch(1);
        imports.step = (run, attempt) -> {
            read(run, new AtomicInteger(), go.getCount() == 0 ? Integer.MAX_VALUE : 1);
            go.await();
        };
        imports.start();
        patiently().until(() -> imports.results.readSoFar(id) >= 1_000);

        imports.store.intake().cancel(id);

        imports.await(id, JobState.CANCELLED);
        go.countDown();
        patiently()
                .until(() ->
                        imports.store.catalog().page(ofTask(PartitionTask.NAME), 100, Optional.empty()).jobs().stream()
                                .allMatch(job -> job.state() == JobState.SUCCEEDED));
        int submitted = imports.results.submitted().size();
        assertThat(submitted).isLessThan(4_000);

        assertThat(imports.store.intake().retry(id)).isInstanceOf(ChangeResult.Changed.class);
        imports.await(id, JobState.SUCCEEDED);
        imports.results.assertExactly(4_000, Set.of(1_500));
        assertThat(imports.results.rejected(id)).containsExactly(1_501L);
    }

    @Test
    void withoutItsFileItIsTriedAgainAndTheFailureNamesTheSetting() throws Exception {
        JobId id = imports.begin(rows(10, Set.of()), 1);
        Files.delete(imports.folder(id).resolve("source.csv"));
        imports.start();

        Job failed = patiently().until(() -> imports.job(id), job -> job.charged() > 0);

        assertThat(failed.state()).isNotEqualTo(JobState.SUCCEEDED);
        assertThat(failed.failure().orElseThrow().type()).isEqualTo("file-missing");
        assertThat(failed.failure().orElseThrow().message())
                .contains(
                        "NIGHTSHIFT_BULK_DIR",
                        imports.folder(id).resolve("source.csv").toString());
    }

    @Test
    void anExpiredFileIsNotLookedForAgain() throws Exception {
        imports.retention = Duration.ZERO;
        JobId id = imports.begin(rows(10, Set.of()), 1);
        imports.begin(rows(10, Set.of()), 1);
        removeFolder(id);
        imports.start();

        assertThat(imports.await(id, JobState.DEAD).failure().orElseThrow().type())
                .isEqualTo("file-expired");
        assertThat(imports.job(id).attempts()).hasSize(1);
    }

    @Test
    void anImportThatHasWaitedLongIsNotTakenForExpiredWhereNoFilesAre() throws Exception {
        imports.retention = Duration.ZERO;
        JobId id = imports.begin(rows(10, Set.of()), 1);
        removeFolder(id);
        imports.start();

        assertThat(patiently()
                        .until(() -> imports.job(id), job -> job.charged() > 1)
                        .attempts()
                        .get(0)
                        .failure()
                        .orElseThrow()
                        .type())
                .isEqualTo("file-missing");
    }

    private void removeFolder(JobId id) throws IOException {
        Files.delete(imports.folder(id).resolve("source.csv"));
        Files.delete(imports.folder(id));
    }

    @Test
    void anImportContinuesWithoutAReplicaThatConfirmsItsHelpers() throws Exception {
        JobId id = imports.begin(rows(2_000, Set.of()), 3);
        imports.waitForReplica();
        imports.start();

        assertThat(imports.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(1);
        imports.results.assertExactly(2_000, Set.of());
        assertThat(imports.store
                        .catalog()
                        .page(ofTask(PartitionTask.NAME), 100, Optional.empty())
                        .jobs())
                .hasSize(2);
    }

    @Test
    void rejectsDoNotFillTheDiskAndTheImportContinuesWhenThereIsRoomAgain() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        imports.room = folder -> looks.incrementAndGet() == 2 ? DiskRoom.KEPT_FREE + 1 : Long.MAX_VALUE;
        JobId id = imports.begin(rows(2_000, Set.of(3, 800, 1_700)), 1);
        imports.start();

        Job done = imports.await(id, JobState.SUCCEEDED);

        assertThat(done.attempts())
                .extracting(attempt -> attempt.outcome().orElseThrow())
                .containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(done.attempts().get(0).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.type()).isEqualTo("disk-full");
            assertThat(failure.message())
                    .contains("no room on the disk", imports.folder(id).toString(), "NIGHTSHIFT_BULK_DIR");
        });
        assertThat(done.attempts().get(0).notes())
                .hasValueSatisfying(notes -> assertThat(notes).contains("\"read\":500"));
        imports.results.assertExactly(2_000, Set.of(3, 800, 1_700));
        assertThat(imports.results.rejected(id)).containsExactly(4L, 801L, 1_701L);
    }

    @Test
    void jobsOfTheTasksWithoutAnImportAreDeadAtOnce() {
        imports.start();
        JobId own = submit(TestImports.job("{}"));
        JobId helper = submit(PartitionTask.helper(own, TestImports.QUEUE).job());

        assertThat(imports.await(own, JobState.DEAD).failure().orElseThrow().message())
                .contains("POST /api/v1/imports");
        assertThat(imports.await(helper, JobState.DEAD).failure().orElseThrow().type())
                .isEqualTo("no-import");
    }

    private static Set<Integer> all(int rows) {
        return IntStream.rangeClosed(1, rows).boxed().collect(Collectors.toSet());
    }

    private JobId submit(NewJob job) {
        return ((SubmitResult.Accepted) imports.store
                        .intake()
                        .submit(List.of(Submission.of(job)))
                        .get(0))
                .job()
                .id();
    }
}
