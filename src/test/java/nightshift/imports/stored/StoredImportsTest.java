package nightshift.imports.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.Optional;
import java.util.UUID;
import nightshift.disk.BulkSweeper;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Begun;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.Stage;
import nightshift.job.BulkKind;
import nightshift.job.IdempotencyKey;
import nightshift.job.JobState;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.BulkJobs;
import nightshift.store.StoreListener;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredImportsTest extends StoredImportsFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    StoredImportsTest() {
        super(REDIS);
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
                "no longer kept",
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
}
