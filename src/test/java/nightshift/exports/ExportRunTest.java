package nightshift.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import nightshift.disk.DiskRoom;
import nightshift.exports.Exports.Export;
import nightshift.format.FileFormat;
import nightshift.format.JobJson;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Slice;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportRunTest extends ExportRunFixture {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    ExportRunTest() {
        super(REDIS);
    }

    @Test
    void everyJobIsInTheFileOnceAsItIs() throws Exception {
        List<JobId> ids = jobs.submit(1_200);
        Export export = begin(FileFormat.NDJSON);
        jobs.submit(10);
        ExportRun run = open(claim(export));

        writeAll(run);

        assertThat(lines(export))
                .containsExactlyElementsOf(ids.stream()
                        .map(id -> new String(JobJson.line(jobs.job(id)), UTF_8).strip())
                        .toList());
        assertThat(run.state().read()).isEqualTo(1_200);
        Export now = exports.find(export.id()).orElseThrow();
        assertThat(now.read()).isEqualTo(1_200);
        assertThat(now.total()).contains(1_200L);
        assertThat(now.written()).isEqualTo(1_200);
        assertThat(now.bytes()).isEqualTo(Files.size(file(export)));
    }

    @Test
    void aFullDiskFailsTheAttemptAndTheNextContinues() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        try (ExportRun run = open(claim(export, Duration.ofMillis(1)))) {
            run.write(run.next());
            Slice slice = run.next();
            free.set(DiskRoom.KEPT_FREE + 100);
            assertThatThrownBy(() -> run.write(slice)).satisfies(this::namesTheDisk);
        }
        Path written = file(export);

        Claimed again = claimAgain(export, Duration.ofMillis(1));
        assertThatThrownBy(() -> open(again)).satisfies(this::namesTheDisk);
        assertThat(file(export)).as("no part of a copy is left").isEqualTo(written);

        free.set(Long.MAX_VALUE);
        ExportRun third = open(claimAgain(export));
        assertThat(third.state().read()).isPositive();
        writeAll(third);
        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    private void namesTheDisk(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(AttemptFailed.class, e -> {
            assertThat(e.type()).isEqualTo("export-file");
            assertThat(e.remedy()).isEqualTo(AttemptFailed.Remedy.RETRY);
            assertThat(e).hasMessageContainingAll("nightshift.bulk.dir", folder.toString(), "room");
        });
    }

    @Test
    void anExportThatIsAskedToStopWritesNoMoreAndEndsWhenTheEngineNotices() throws Exception {
        jobs.submit(1_200);
        Export export = begin(FileFormat.NDJSON);
        ExportRun run = open(claim(export));
        run.write(run.next());
        jobs.store().intake().cancel(export.id());
        assertThat(exports.find(export.id()).orElseThrow().stopRequested()).isTrue();
        CompletableFuture<Throwable> end =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> run.write(run.next())));
        await().during(Duration.ofMillis(300)).until(() -> !end.isDone());

        stopping.set(true);

        await().until(end::isDone);
        assertThat(end.join())
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("stopped"));
    }

    @Test
    void itContinuesAfterAStop() throws Exception {
        jobs.submit(1_200);
        Export export = begin(FileFormat.NDJSON);
        Claimed job = claim(export);
        ExportRun run = open(job);
        run.write(run.next());
        jobs.store().intake().cancel(export.id());
        jobs.settle(List.of(job), Outcome.CANCELLED, JobState.CANCELLED);
        jobs.store().intake().retry(export.id());

        writeAll(open(claim(export)));

        assertThat(lines(export)).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void whileTheStoreIsAwayItWaits() throws Exception {
        jobs.submit(1_200);
        Export export = begin(FileFormat.NDJSON);
        ExportRun run = open(claim(export));
        run.write(run.next());
        REDIS.close();
        CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> {
            try {
                writeAll(run);
            } catch (AttemptFailed e) {
                throw new IllegalStateException(e);
            }
        });
        await().during(Duration.ofMillis(300)).until(() -> !rest.isDone());
        REDIS.start();

        await().atMost(Duration.ofSeconds(60)).until(rest::isDone);

        rest.join();
        assertThat(lines(export)).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void itWaitsNoLongerThanItsAttempt() throws Exception {
        jobs.submit(10);
        ExportRun run = open(claim(begin(FileFormat.NDJSON)));
        REDIS.close();
        try {
            stopping.set(true);
            assertThatThrownBy(run::next).isInstanceOf(AttemptFailed.class);
        } finally {
            REDIS.start();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenFailsTheAttempt() throws Exception {
        Export export = begin(FileFormat.NDJSON);
        Path own = folder.resolve("exports").resolve(export.id().toString());
        Files.delete(own);
        Files.createFile(own);

        assertThatThrownBy(() -> open(claim(export)))
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("export-file"));
    }

    @Test
    void thePlanComesBackAsItWas() {
        JobFilter filter = new SeparateConditions(
                        java.util.Set.of(JobState.DEAD, JobState.EXPIRED),
                        Optional.of(new QueueName("q")),
                        Optional.of(EXPORT),
                        Optional.of("a \"tag\""),
                        Optional.of(java.time.Instant.parse("2026-01-01T00:00:00.001Z")),
                        Optional.of(java.time.Instant.parse("2026-01-02T00:00:00Z")),
                        Optional.of("é"))
                .filter();
        JobWalks.Walk walk = new JobWalks.Walk("i1-2", Instant.ofEpochMilli(3), 4);
        for (ExportPlan plan : List.of(
                new ExportPlan(FileFormat.CSV, filter, "ann", walk, Optional.empty()),
                new ExportPlan(FileFormat.NDJSON, JobFilter.ALL, "ann", walk, Optional.of(1L << 40)))) {
            assertThat(ExportPlan.read(plan.write())).isEqualTo(plan);
        }
    }
}
