package nightshift.imports.stored;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Begun;
import nightshift.imports.Imports.Import;
import nightshift.imports.RejectedRow;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.rows.Rejects;
import nightshift.job.IdempotencyKey;
import nightshift.job.Lease;
import nightshift.job.Spread;
import nightshift.job.TaskDefinition;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Checkpoints.Step;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Imports whose files are in a folder of the test, and whose jobs are in a namespace of it. */
abstract class StoredImportsFixture {

    static final TaskDefinition.Catalog TASKS = new TaskCatalog(DemoTasks.definitions(new TaskCompiler()));
    static final TaskName FAIL = new TaskName("demo.fail");
    static final Duration RETENTION = Duration.ofHours(72);
    private static final TaskName ECHO = new TaskName("demo.echo");

    @TempDir
    Path folder;

    final String namespace = UUID.randomUUID().toString();
    private final RedisServer redis;
    RedisStore store;
    StoredImports imports;

    StoredImportsFixture(RedisServer redis) {
        this.redis = redis;
    }

    @BeforeEach
    void open() {
        store = RedisStore.connect(new RedisConfig(redis.url(), namespace), Thread::new, new StoreListener() {});
        imports = imports(store);
    }

    StoredImports imports(RedisStore of) {
        return imports(of, 1 << 20);
    }

    StoredImports imports(RedisStore of, long bytesMost) {
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

    void reject(Lease lease, JobId id, int partition, List<RejectedRow> rejects) throws IOException {
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

    void move(Lease lease, JobId id, PartitionState from, PartitionState to) {
        move(lease, id, from, to, 0);
    }

    void move(Lease lease, JobId id, PartitionState from, PartitionState to, int partition) {
        assertThat(store.checkpoints().commit(lease, new Step(id, "p" + partition, from.text(), to.text()), List.of()))
                .isEqualTo(Commit.COMMITTED);
    }

    Lease claim() {
        return store.leases()
                .exchange(
                        List.of(),
                        new ClaimRequest(
                                "worker01", 1, Set.of(new TaskName("nightshift.import")), Duration.ofMinutes(1)))
                .claimed()
                .get(0)
                .lease();
    }

    static String written(Imports.RejectedRows rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.write(out);
        return out.toString(UTF_8);
    }

    Import begin(FileFormat format, String text, int partitions) throws ImportRefused, IOException {
        return begin(imports, Optional.empty(), request(format, partitions), text)
                .job();
    }

    static Begun begin(StoredImports imports, Optional<IdempotencyKey> key, ImportRequest request, String text)
            throws ImportRefused, IOException {
        return imports.begin(request, key, stream(text), "eve");
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    static ImportRequest request(FileFormat format, int partitions) {
        return request(ECHO, format, partitions);
    }

    static ImportRequest request(TaskName task, FileFormat format, int partitions) {
        return new ImportRequest(
                task,
                QueueName.DEFAULT,
                Optional.of("a.csv"),
                format,
                Map.of(),
                Map.of(),
                5,
                10,
                Spread.NONE,
                List.of(),
                Optional.of(partitions),
                OptionalLong.empty());
    }

    List<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
