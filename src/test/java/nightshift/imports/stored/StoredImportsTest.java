package nightshift.imports.stored;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.builtin.DemoTasks;
import nightshift.disk.BulkSweeper;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Begun;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.Stage;
import nightshift.imports.RejectedRow;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.rows.Rejects;
import nightshift.job.BulkKind;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.TaskDefinition;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Checkpoints.Step;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredImportsTest {

    private static final TaskDefinition.Catalog TASKS = new TaskCatalog(DemoTasks.definitions(new TaskCompiler()));
    private static final TaskName ECHO = new TaskName("demo.echo");
    private static final TaskName FAIL = new TaskName("demo.fail");
    private static final Duration RETENTION = Duration.ofHours(72);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @TempDir
    Path folder;

    private final String namespace = UUID.randomUUID().toString();
    private RedisStore store;
    private StoredImports imports;

    @BeforeEach
    void open() {
        store = RedisStore.connect(new RedisConfig(REDIS.url(), namespace), Thread::new, new StoreListener() {});
        imports = imports(store);
    }

    private StoredImports imports(RedisStore of) {
        return imports(of, 1 << 20);
    }

    private StoredImports imports(RedisStore of, long bytesMost) {
        return new StoredImports(
                new ImportConfig(folder, Optional.empty(), RETENTION, bytesMost),
                of.bulkJobs(),
                of.catalog(),
                TASKS,
                any -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFileIsKeptAndItsImportBegins() throws Exception {
        Import begun = begin(FileFormat.CSV, "value\na\nb\n", 2);

        assertThat(begun.state()).isEqualTo(JobState.READY);
        assertThat(begun.rows()).isEqualTo(2);
        assertThat(begun.bytes()).isEqualTo(10);
        assertThat(begun.partitions())
                .extracting(Imports.Partition::state)
                .containsExactly(Stage.WAITING, Stage.WAITING);
        assertThat(begun.createdBy()).isEqualTo("eve");
        assertThat(imports.find(begun.id())).contains(begun);
        assertThat(files()).containsExactly("imports/" + begun.id() + "/source.csv");
        assertThat(store.catalog().find(begun.id()).orElseThrow().task()).isEqualTo(new TaskName("nightshift.import"));
    }

    @Test
    void aListHasTheNewestFirst() throws Exception {
        JobId first = begin(FileFormat.NDJSON, "1", 1).id();
        long then = System.currentTimeMillis();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> System.currentTimeMillis() > then); // ids order by the millisecond
        JobId second = begin(FileFormat.NDJSON, "1", 1).id();

        Imports.Page page = imports.page(1, Optional.empty());
        assertThat(page.items()).extracting(Import::id).containsExactly(second);
        assertThat(imports.page(1, page.nextToken()).items())
                .extracting(Import::id)
                .containsExactly(first);
        assertThatThrownBy(() -> imports.page(1, Optional.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofWhatIsRefusedNothingIsLeft() {
        assertThatThrownBy(() -> begin(FileFormat.CSV, "value,nothing\n1,2\n", 1))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> begin(FileFormat.NDJSON, "1\n".repeat(1 << 20), 1))
                .isInstanceOf(ImportRefused.class);
        assertThat(files()).isEmpty();
        assertThat(imports.page(10, Optional.empty()).items()).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayNothingIsTaken() {
        RedisStore away = RedisStore.connect(
                new RedisConfig(URI.create("redis://127.0.0.1:1"), "x"), Thread::new, new StoreListener() {});
        try {
            assertThatThrownBy(() -> begin(imports(away), Optional.empty(), request(FileFormat.NDJSON, 1), "1"))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            away.close();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void withoutItsFolderNoFileIsTaken() throws Exception {
        StoredImports away = new StoredImports(
                new ImportConfig(folder.resolve("none"), Optional.empty(), RETENTION, 100),
                store.bulkJobs(),
                store.catalog(),
                TASKS,
                any -> Long.MAX_VALUE);

        assertThat(imports.off()).isEmpty();
        assertThat(away.off().orElseThrow()).contains("NIGHTSHIFT_BULK_DIR");
        assertThatThrownBy(() -> away.check(request(FileFormat.NDJSON, 1), stream("1")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aRequestThatIsRepeatedBeginsNothing() throws Exception {
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("eve", "k", "query"));
        ImportRequest request = request(FileFormat.NDJSON, 1);

        Begun first = begin(imports, key, request, "1\n");
        Begun again = begin(imports, key, request, "1\n");

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.job()).isEqualTo(first.job());
        assertThat(files()).containsExactly("imports/" + first.job().id() + "/source.ndjson");
        assertThat(imports.page(10, Optional.empty()).items()).hasSize(1);
        assertThat(begin(imports, Optional.of(new IdempotencyKey("bob", "k", "query")), request, "1\n")
                        .isNew())
                .isTrue();
    }

    @Test
    void aKeyThatWasUsedForAnotherRequestIsRefused() throws Exception {
        ImportRequest request = request(FileFormat.NDJSON, 1);
        JobId first = begin(imports, Optional.of(new IdempotencyKey("eve", "k", "query")), request, "1\n")
                .job()
                .id();

        keyReused(
                "with another request, for job " + first,
                () -> begin(imports, Optional.of(new IdempotencyKey("eve", "k", "query")), request, "2\n"));
        keyReused(
                "with another request, for job " + first,
                () -> begin(imports, Optional.of(new IdempotencyKey("eve", "k", "other")), request, "1\n"));
        store.bulkJobs().forget(BulkKind.IMPORT, first);
        keyReused(
                "not kept any more",
                () -> begin(imports, Optional.of(new IdempotencyKey("eve", "k", "query")), request, "1\n"));
        assertThat(files()).containsExactly("imports/" + first + "/source.ndjson");
    }

    private static void keyReused(String detail, ThrowingCallable begin) {
        assertThatThrownBy(begin)
                .hasMessageContaining(detail)
                .isInstanceOfSatisfying(
                        ImportRefused.class, e -> assertThat(e.reason()).isEqualTo(ImportRefused.Reason.KEY_REUSED));
    }

    /** The store has no replica at all. */
    @Test
    void whatTooFewReplicasHaveIsNotCalledBegun() throws Exception {
        RedisStore unconfirmed =
                RedisStore.connect(new RedisConfig(REDIS.url(), namespace, 1), Thread::new, new StoreListener() {});
        try {
            assertThatThrownBy(() -> begin(imports(unconfirmed), Optional.empty(), request(FileFormat.NDJSON, 1), "1"))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            unconfirmed.close();
        }
        JobId stored = imports.page(10, Optional.empty()).items().get(0).id();
        assertThat(files())
                .as("it is stored all the same, and goes on")
                .containsExactly("imports/" + stored + "/source.ndjson");
    }

    @Test
    void aLostAnswerIsAskedForAgain() throws Exception {
        BulkJobs losing = (BulkJobs) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BulkJobs.class}, new InvocationHandler() {
                    private boolean lost;

                    @Override
                    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
                        Object answer = method.invoke(store.bulkJobs(), args);
                        if (method.getName().equals("begin") && !lost) {
                            lost = true;
                            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "lost", null);
                        }
                        return answer;
                    }
                });
        StoredImports patient = new StoredImports(
                new ImportConfig(folder, Optional.empty(), RETENTION, 100),
                losing,
                store.catalog(),
                TASKS,
                any -> Long.MAX_VALUE);

        Begun begun =
                begin(patient, Optional.of(new IdempotencyKey("eve", "k", "")), request(FileFormat.NDJSON, 1), "1");

        assertThat(begun.isNew()).isTrue();
        assertThat(imports.page(10, Optional.empty()).items()).containsExactly(begun.job());
        assertThat(files()).containsExactly("imports/" + begun.job().id() + "/source.ndjson");
    }

    @Test
    void aDryRunKeepsNothing() throws Exception {
        Imports.DryRun run = imports.check(request(FAIL, FileFormat.CSV, 1), stream("times,message\n1,a\nx,b\n"));

        assertThat(run.rows()).isEqualTo(2);
        assertThat(run.checked()).isEqualTo(2);
        assertThat(run.rejected()).isEqualTo(1);
        assertThat(run.columns()).extracting(Imports.Column::name).containsExactly("times", "message");
        assertThat(run.sample()).hasSize(1);
        assertThat(run.rejects()).extracting(RejectedRow::line).containsExactly(3L);
        assertThat(files()).isEmpty();
        assertThat(imports.page(10, Optional.empty()).items()).isEmpty();
    }

    @Test
    void aDryRunShowsTheBeginningOfLargeRows() throws Exception {
        String large = "\u0001".repeat(70_000);
        Imports.DryRun run = imports(store, 64 << 20)
                .check(
                        request(FAIL, FileFormat.CSV, 1),
                        stream("times,message\n" + ("1," + large.substring(0, 30_000) + "\n").repeat(20)
                                + ("x," + large + "\n").repeat(200)));

        assertThat(run.sample()).hasSize(10).allSatisfy(sample -> {
            assertThat(sample.argsCut()).isTrue();
            assertThat(sample.args())
                    .startsWith("\"{\\\"times\\\":1,")
                    .endsWith("…\"")
                    .hasSizeLessThan(9_000);
        });
        assertThat(run.rejected()).isEqualTo(200);
        assertThat(run.rejects()).hasSize(100).allSatisfy(reject -> {
            assertThat(reject.rowCut()).isTrue();
            assertThat(reject.row()).startsWith("\"[\\\"x\\\",").endsWith("…\"").hasSizeLessThan(9_000);
        });
        assertThat(Excerpt.of(new RejectedRow(1, Optional.of("x".repeat(10_000)), "no", "\"\""))
                        .column()
                        .orElseThrow())
                .hasSize(501);
    }

    @Test
    void aPageOfLargeRejectsEndsEarlyAndTheNextGoesOn() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "1\n2\n", 2);
        Lease lease = claim();
        String row = "\"" + "\\u0001".repeat(60_000) + "\"";
        List<RejectedRow> first = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            first.add(new RejectedRow(i + 1, Optional.empty(), "no", row));
        }
        List<RejectedRow> second = List.of(
                new RejectedRow(20, Optional.empty(), "no", row), new RejectedRow(21, Optional.empty(), "no", row));
        reject(lease, begun.id(), 0, first);
        reject(lease, begun.id(), 1, second);

        List<RejectedRow> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Imports.RejectsPage page = imports.rejects(begun).orElseThrow().page(500, Optional.empty());
        while (true) {
            all.addAll(page.items());
            sizes.add(page.items().size());
            if (page.nextToken().isEmpty()) {
                break;
            }
            page = imports.rejects(begun).orElseThrow().page(500, page.nextToken());
        }

        assertThat(sizes).containsExactly(3, 3, 3, 1);
        assertThat(all).hasSize(10).containsAll(first).containsAll(second);
    }

    @Test
    void howFarItIsComesFromTheCheckpoints() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "{\"value\":1}\n".repeat(4), 2);
        Lease lease = claim();
        PartitionState state =
                PartitionState.parse(store.checkpoints().all(begun.id()).get("p0"));
        move(
                lease,
                begun.id(),
                state,
                new PartitionState(12, 2, 2, 1, 1, 0, 0, Duration.ofMillis(500), Optional.of(lease)));

        Import running = imports.find(begun.id()).orElseThrow();
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.startedAt()).isPresent();
        assertThat(List.of(running.read(), running.submitted(), running.rejected(), running.bytesRead()))
                .containsExactly(1L, 1L, 0L, 12L);
        assertThat(running.rowsPerSecond()).contains(2.0);
        assertThat(running.left()).contains(Duration.ofMillis(1500));
        assertThat(running.partitions().get(0))
                .isEqualTo(new Imports.Partition(Stage.RUNNING, 24, 12, 1, 1, 0, Optional.of("worker01")));
    }

    @ParameterizedTest
    @CsvSource({"'value\n1\n2\n3\n'", "'\uFEFFvalue\n1\n2\n3'", "'\nvalue\n\n1\n2\n\n3\n\n'"})
    void whenAllIsReadAllBytesAreWhateverIsInNoRow(String file) throws Exception {
        Import begun = begin(FileFormat.CSV, file, 2);
        Lease lease = claim();
        assertThat(begun.bytesRead()).isLessThan(begun.bytes());

        for (int i = 0; i < begun.partitions().size(); i++) {
            PartitionState state =
                    PartitionState.parse(store.checkpoints().all(begun.id()).get("p" + i));
            move(
                    lease,
                    begun.id(),
                    state,
                    new PartitionState(
                            state.offset() + begun.partitions().get(i).bytes(),
                            4,
                            4,
                            1,
                            1,
                            0,
                            0,
                            Duration.ZERO,
                            Optional.of(lease)),
                    i);
        }

        Import done = imports.find(begun.id()).orElseThrow();
        assertThat(done.bytesRead()).isEqualTo(done.bytes());
    }

    @Test
    void rejectedRowsAreReadAsFarAsTheyCount() throws Exception {
        Import begun = begin(FileFormat.CSV, "value,reject.reason\n\"a\nb\",x\nc,\nd,\n", 3);
        Lease lease = claim();
        List<List<RejectedRow>> rejects = List.of(
                List.of(new RejectedRow(2, Optional.of("value"), "is \"bad\"", "[\"a\\nb\",\"x\"]")),
                List.of(),
                List.of(new RejectedRow(5, Optional.empty(), "has 3", "[\"d\",\"\",\"e\"]")));
        for (int i = 0; i < 3; i++) {
            reject(lease, begun.id(), i, rejects.get(i));
        }

        Imports.RejectedRows rows = imports.rejects(begun).orElseThrow();
        Imports.RejectsPage page = rows.page(1, Optional.empty());
        assertThat(page.items()).isEqualTo(rejects.get(0));
        assertThat(rows.page(1, page.nextToken())).isEqualTo(new Imports.RejectsPage(rejects.get(2), Optional.empty()));
        for (String token : List.of("", "r0-1", "r9-0", "r0-999", "x")) {
            assertThatThrownBy(() -> rows.page(1, Optional.of(token)))
                    .as(token)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(written(rows))
                .isEqualTo("value,reject.line,reject.column,reject.reason\n\"a\nb\",2,value,\"is \"\"bad\"\"\"\n"
                        + "d,5,,has 3,e\n");
    }

    @Test
    void rejectedLinesAreGivenBackAsTheyWereWithTheirReject() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "1\n2\n3\n4\n", 1);
        List<RejectedRow> rejects = new ArrayList<>();
        for (String line : List.of(
                "\"{ \\\"a\\\": 1.0 }\"", "\"{\"", "\"{}\"", "\"{\\\"reject\\\":{\\\"line\\\":9},\\\"a\\\":1}\"")) {
            rejects.add(new RejectedRow(rejects.size() + 1, Optional.of("/a"), "no", line));
        }
        reject(claim(), begun.id(), 0, rejects);

        assertThat(written(imports.rejects(begun).orElseThrow()).lines())
                .containsExactly(
                        "{ \"a\": 1.0 ,\"reject\":{\"line\":1,\"column\":\"/a\",\"reason\":\"no\"}}",
                        "{\"reject\":{\"line\":2,\"column\":\"/a\",\"reason\":\"no\",\"text\":\"{\"}}",
                        "{\"reject\":{\"line\":3,\"column\":\"/a\",\"reason\":\"no\"}}",
                        "{\"a\":1,\"reject\":{\"line\":4,\"column\":\"/a\",\"reason\":\"no\"}}");
    }

    @Test
    void whatNobodyNeedsIsSwept() throws Exception {
        Import stays = begin(FileFormat.NDJSON, "1", 1);
        Import stopped = begin(FileFormat.NDJSON, "1", 1);
        store.intake().cancel(stopped.id());
        Path orphan = Files.createDirectories(
                folder.resolve("imports").resolve(UUID.randomUUID().toString()));
        Path upload = Files.writeString(folder.resolve("uploads/x.part"), "1");
        Path other = Files.createDirectories(folder.resolve("imports/not-an-id"));
        old(orphan, RETENTION.plusMinutes(1));
        old(upload, Duration.ofHours(23));

        sweep(Duration.ZERO);
        assertThat(orphan).doesNotExist();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "uploads/x.part",
                        "imports/" + stays.id() + "/source.ndjson",
                        "imports/" + stopped.id() + "/source.ndjson");

        sweep(RETENTION.plusMinutes(1));
        assertThat(files()).containsExactly("imports/" + stays.id() + "/source.ndjson");
        assertThat(imports.rejects(stopped)).isEmpty();
        assertThat(imports.find(stopped.id())).isPresent();
        assertThat(other).exists();
    }

    private void sweep(Duration later) {
        new BulkSweeper(
                        folder,
                        RETENTION,
                        store.bulkJobs(),
                        store.catalog(),
                        Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC))
                .sweep();
    }

    private static void old(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private void reject(Lease lease, JobId id, int partition, List<RejectedRow> rejects) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        rejects.forEach(row -> lines.writeBytes(Rejects.line(row)));
        int counts = lines.size();
        lines.writeBytes("{\"line\":99".getBytes(UTF_8)); // written, but never committed
        Files.write(ImportFolder.of(folder, id).rejects(partition), lines.toByteArray());
        PartitionState state = PartitionState.parse(store.checkpoints().all(id).get("p" + partition));
        assertThat(store.checkpoints()
                        .commit(
                                lease,
                                new Step(
                                        id,
                                        "p" + partition,
                                        state.text(),
                                        new PartitionState(
                                                        state.offset(),
                                                        state.row(),
                                                        state.line(),
                                                        1,
                                                        0,
                                                        rejects.size(),
                                                        counts,
                                                        Duration.ZERO,
                                                        Optional.empty())
                                                .text()),
                                List.of()))
                .isEqualTo(Commit.COMMITTED);
    }

    private void move(Lease lease, JobId id, PartitionState from, PartitionState to) {
        move(lease, id, from, to, 0);
    }

    private void move(Lease lease, JobId id, PartitionState from, PartitionState to, int partition) {
        assertThat(store.checkpoints().commit(lease, new Step(id, "p" + partition, from.text(), to.text()), List.of()))
                .isEqualTo(Commit.COMMITTED);
    }

    private Lease claim() {
        return store.leases()
                .exchange(
                        List.of(),
                        new ClaimRequest(
                                "worker01", 1, Set.of(new TaskName("nightshift.import")), Duration.ofMinutes(1)))
                .claimed()
                .get(0)
                .lease();
    }

    private static String written(Imports.RejectedRows rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.write(out);
        return out.toString(UTF_8);
    }

    private Import begin(FileFormat format, String text, int partitions) throws ImportRefused, IOException {
        return begin(imports, Optional.empty(), request(format, partitions), text)
                .job();
    }

    private static Begun begin(StoredImports imports, Optional<IdempotencyKey> key, ImportRequest request, String text)
            throws ImportRefused, IOException {
        return imports.begin(request, key, stream(text), "eve");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static ImportRequest request(FileFormat format, int partitions) {
        return request(ECHO, format, partitions);
    }

    private static ImportRequest request(TaskName task, FileFormat format, int partitions) {
        return new ImportRequest(
                task,
                QueueName.DEFAULT,
                Optional.of("a.csv"),
                format,
                Map.of(),
                Map.of(),
                5,
                10,
                nightshift.job.Spread.NONE,
                List.of(),
                Optional.of(partitions),
                OptionalLong.empty());
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
