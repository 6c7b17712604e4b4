package nightshift.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.disk.DiskRoom;
import nightshift.exports.Exports.Export;
import nightshift.format.FileFormat;
import nightshift.format.JobJson;
import nightshift.job.BulkListener;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Outcome;
import nightshift.store.JobFilter;
import nightshift.store.JobScan.Slice;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.RestoreParams;

class ExportRunTest {

    private static final TaskName EXPORT = new TaskName("nightshift.export");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    @TempDir
    Path folder;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private StoredExports exports;

    @BeforeEach
    void port() {
        var store = jobs.store();
        exports = new StoredExports(
                folder, Optional.empty(), Duration.ofDays(3), store.bulkJobs(), store.catalog(), store.scan());
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

    @ParameterizedTest
    @EnumSource
    void whatAWorkerWroteBeforeItDiedIsNotWrittenTwice(FileFormat format) throws Exception {
        jobs.submit(1_700);
        Export export = begin(format);
        try (ExportRun first = open(claim(export, Duration.ofMillis(1)))) {
            first.write(first.next());
        }
        // it was killed between the file and the checkpoint
        Files.write(file(export), "half a li".getBytes(UTF_8), StandardOpenOption.APPEND);
        ExportRun second = open(claimAgain(export));

        writeAll(second);

        assertThat(lines(export))
                .hasSize(format == FileFormat.CSV ? 1_701 : 1_700)
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.contains("half a li"));
        assertThat(Files.size(file(export))).isEqualTo(second.state().bytes());
    }

    @Test
    void aWorkerThatWasOnlyFrozenSpoilsNothing() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        ExportRun frozen = open(claim(export, Duration.ofMillis(1)));
        frozen.write(frozen.next());
        Slice slice = frozen.next();
        ExportRun second = open(claimAgain(export));
        second.write(second.next());

        assertThatThrownBy(() -> frozen.write(slice))
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("lease-lost"));
        writeAll(second);

        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    @Test
    void twoAttemptsOfTheSameNumberHaveFilesOfTheirOwn() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        Map<String, byte[]> replica = dump();
        Claimed lost = claim(export);
        ExportRun frozen = open(lost);
        frozen.write(frozen.next());
        Slice slice = frozen.next();
        restore(replica);
        Claimed again = claim(export);
        assertThat(again.lease().attempt()).isEqualTo(lost.lease().attempt());
        ExportRun second = open(again);
        second.write(second.next());
        second.write(second.next());

        assertThatThrownBy(() -> frozen.write(slice))
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("lease-lost"));
        writeAll(second);
        jobs.settle(List.of(again), Outcome.SUCCEEDED, JobState.SUCCEEDED);

        Export now = exports.find(export.id()).orElseThrow();
        assertThat(Files.readAllLines(now.file().orElseThrow())).hasSize(1_700).doesNotHaveDuplicates();
        assertThat(Files.size(now.file().orElseThrow())).isEqualTo(now.bytes());
    }

    @Test
    void aCheckpointThatGoesBackToTheFileBeforeFindsIt() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        try (ExportRun first = open(claim(export, Duration.ofMillis(1)))) {
            first.write(first.next());
        }
        String before = checkpoint(export);
        open(claimAgain(export, Duration.ofMillis(1))).close();
        assertThat(checkpoint(export)).isNotEqualTo(before);
        setCheckpoint(export, before);

        ExportRun third = open(claimAgain(export));

        assertThat(third.state().read()).isPositive();
        writeAll(third);
        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    @Test
    void aCheckpointThatGoesBackUnderARunningAttemptEndsIt() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        ExportRun run = open(claim(export, Duration.ofMillis(1)));
        run.write(run.next());
        String before = checkpoint(export);
        run.write(run.next());
        setCheckpoint(export, before);

        assertThatThrownBy(() -> run.write(run.next())).isInstanceOfSatisfying(AttemptFailed.class, e -> {
            assertThat(e.type()).isEqualTo("checkpoint-lost");
            assertThat(e).hasMessageContaining("failover");
        });
        run.close();
        writeAll(open(claimAgain(export)));

        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
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

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anExportWhoseFileIsGoneStartsOver(int slices) throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        try (ExportRun run = open(claim(export, Duration.ofMillis(1)))) {
            for (int i = 0; i < slices; i++) {
                run.write(run.next());
            }
            assertThat(run.state().done()).isEqualTo(slices == 4);
        }
        Files.delete(file(export));
        ExportRun again = open(claimAgain(export));

        writeAll(again);

        assertThat(again.state().read()).isEqualTo(1_700);
        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
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
        JobFilter filter = new JobFilter(
                java.util.Set.of(JobState.DEAD, JobState.EXPIRED),
                Optional.of(new QueueName("q")),
                Optional.of(EXPORT),
                Optional.of("a \"tag\""),
                Optional.of(java.time.Instant.parse("2026-01-01T00:00:00.001Z")),
                Optional.of(java.time.Instant.parse("2026-01-02T00:00:00Z")),
                Optional.of("é"));
        for (ExportPlan plan : List.of(
                new ExportPlan(FileFormat.CSV, filter, "ann", "1-2", Optional.empty()),
                new ExportPlan(FileFormat.NDJSON, JobFilter.ALL, "ann", "1-2", Optional.of(1L << 40)))) {
            assertThat(ExportPlan.read(plan.write())).isEqualTo(plan);
        }
    }

    private Export begin(FileFormat format) throws IOException {
        return exports.begin(format, JobFilter.ALL, "ann");
    }

    private Claimed claim(Export export) {
        return claim(export, MINUTE);
    }

    private Claimed claim(Export export, Duration lease) {
        Claimed job = jobs.claim(EXPORT, lease);
        assertThat(job.lease().job()).isEqualTo(export.id());
        return job;
    }

    private Claimed claimAgain(Export export) {
        return claimAgain(export, MINUTE);
    }

    /** Claims the job of a worker that is lost. */
    private Claimed claimAgain(Export export, Duration lease) {
        var rescued = await().until(
                        () -> jobs.store()
                                .upkeep()
                                .rescue("worker02", MINUTE, 10, Duration.ZERO)
                                .jobs(),
                        list -> !list.isEmpty());
        jobs.settle(rescued.stream().map(each -> each.job()).toList(), Outcome.LOST, JobState.READY);
        return claim(export, lease);
    }

    private ExportRun open(Claimed job) throws AttemptFailed {
        var store = jobs.store();
        var bulk = store.bulkJobs().find(job.lease().job()).orElseThrow();
        return ExportRun.open(
                ExportFolder.of(folder, bulk.id()),
                ExportPlan.read(bulk.description()),
                bulk.checkpoints(),
                new Context(job, stopping),
                new ExportRun.Ports(store.scan(), store.checkpoints(), path -> free.get(), BulkListener.NONE));
    }

    /** All that Redis has, as a replica has it that gets nothing after this. */
    private static Map<String, byte[]> dump() {
        try (RedisClient redis = REDIS.client()) {
            return redis.keys("*").stream().collect(Collectors.toMap(key -> key, redis::dump));
        }
    }

    private static void restore(Map<String, byte[]> dump) {
        try (RedisClient redis = REDIS.client()) {
            redis.flushAll();
            // The watch over Redis may have written its marks again.
            RestoreParams replacing = RestoreParams.restoreParams().replace();
            dump.forEach((key, value) -> redis.restore(key, 0, value, replacing));
        }
    }

    private String checkpoint(Export export) {
        return jobs.store().checkpoints().all(export.id()).get(ExportState.CHECKPOINT);
    }

    private void setCheckpoint(Export export, String text) {
        try (RedisClient redis = REDIS.client()) {
            String key = redis.keys("*bulk:*").stream()
                    .filter(each -> redis.type(each).equals("hash")
                            && checkpoint(export).equals(redis.hget(each, ExportState.CHECKPOINT)))
                    .findFirst()
                    .orElseThrow();
            redis.hset(key, ExportState.CHECKPOINT, text);
        }
    }

    private static void writeAll(ExportRun run) throws AttemptFailed {
        for (Slice slice = run.next(); slice != null; slice = run.next()) {
            run.write(slice);
        }
        run.close();
    }

    /** The only file of an export. */
    private Path file(Export export) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("exports").resolve(export.id().toString()))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private List<String> lines(Export export) throws IOException {
        return Files.readAllLines(file(export));
    }

    private record Context(Claimed job, AtomicBoolean stopping) implements LeasedAttempt {

        @Override
        public JobId jobId() {
            return job.lease().job();
        }

        @Override
        public int attempt() {
            return job.lease().attempt();
        }

        @Override
        public Lease lease() {
            return job.lease();
        }

        @Override
        public TaskName task() {
            return job.task();
        }

        @Override
        public QueueName queue() {
            return job.queue();
        }

        @Override
        public List<String> tags() {
            return job.tags();
        }

        @Override
        public Duration timeLeft() {
            return MINUTE;
        }

        @Override
        public boolean isStopping() {
            return stopping.get();
        }

        @Override
        public void note(String name, String json) {
            throw new UnsupportedOperationException();
        }
    }
}
