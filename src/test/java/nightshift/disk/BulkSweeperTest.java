package nightshift.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.Set;
import java.util.UUID;
import nightshift.job.BulkKind;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.store.BulkJob;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class BulkSweeperTest {

    private static final Duration RETENTION = Duration.ofHours(72);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @TempDir
    Path folder;

    private RedisStore store;

    @BeforeEach
    void open() {
        store = RedisStore.connect(
                new RedisConfig(REDIS.url(), UUID.randomUUID().toString()), Thread::new, new StoreListener() {});
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void filesOfExportsGoAfterTheirRetention() throws Exception {
        Path file = file("exports", begin(BulkKind.EXPORT), "jobs.csv");
        Path cancelled = file("exports", cancelled(BulkKind.EXPORT), "jobs.csv");

        sweep(Duration.ZERO);
        assertThat(cancelled).exists();
        sweep(RETENTION.plusMinutes(1));

        assertThat(cancelled.getParent()).doesNotExist();
        assertThat(file).exists();
    }

    /** A store that came back empty knows no file, and may get its data back. */
    @Test
    void filesThatNobodyKnowsStayForTheRetention() throws Exception {
        Path unknown = file("imports", store.bulkJobs().newId(), "source.csv");

        sweep(RETENTION.minusMinutes(1));
        assertThat(unknown).exists();
        sweep(RETENTION.plusMinutes(1));

        assertThat(unknown.getParent()).doesNotExist();
    }

    @Test
    void whateverTheRetentionAFolderWhoseJobIsAboutToBeginStays() throws Exception {
        Path unknown = file("imports", store.bulkJobs().newId(), "source.csv");

        sweeper(Duration.ofSeconds(1), Duration.ofMinutes(59)).sweep();
        assertThat(unknown).exists();
        sweeper(Duration.ofSeconds(1), Duration.ofMinutes(61)).sweep();

        assertThat(unknown).doesNotExist();
    }

    @Test
    void uploadsThatWereBrokenOffAreRemoved() throws Exception {
        Path old = Files.writeString(
                Files.createDirectories(folder.resolve("uploads")).resolve("a.part"), "1");
        Path young = Files.writeString(folder.resolve("uploads/b.part"), "1");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        sweep(Duration.ofHours(23));

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    /** One cannot be removed, since it has a folder that is not empty. */
    @Test
    void whatCannotBeRemovedDoesNotKeepTheRestFromIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            file("imports", cancelled(BulkKind.IMPORT), "source.csv");
        }
        Path stuck;
        try (var all = Files.list(folder.resolve("imports"))) {
            stuck = all.findFirst().orElseThrow();
        }
        Files.writeString(Files.createDirectories(stuck.resolve("inner")).resolve("x"), "1");
        Path export = file("exports", cancelled(BulkKind.EXPORT), "jobs.csv");
        JobId gone = gone();

        sweep(RETENTION.plusMinutes(1));

        try (var rest = Files.list(folder.resolve("imports"))) {
            assertThat(rest).containsExactly(stuck);
        }
        assertThat(export).doesNotExist();
        assertThat(listed()).doesNotContain(gone);
    }

    /** However many older ones there are that stay. */
    @Test
    void entriesWhoseRecordIsGoneAreForgotten() {
        JobId first = gone();
        for (int i = 0; i < 250; i++) {
            begin(BulkKind.IMPORT);
        }
        JobId last = gone();
        assertThat(listed()).contains(first, last);

        sweep(Duration.ofHours(2));

        assertThat(listed()).hasSize(250).doesNotContain(first, last);
    }

    /** Its record went with its job, as when jobs are purged. */
    private JobId gone() {
        try (RedisClient client = REDIS.client()) {
            Set<String> before = client.keys("*:bulk:*");
            JobId id = begin(BulkKind.IMPORT);
            client.keys("*:bulk:??????????????????????").stream()
                    .filter(key -> !before.contains(key))
                    .forEach(client::del);
            assertThat(store.bulkJobs().find(id)).isEmpty();
            return id;
        }
    }

    private List<JobId> listed() {
        Instant later = Instant.now().plusSeconds(60);
        List<JobId> listed = new ArrayList<>();
        List<JobId> next;
        do {
            next = store.bulkJobs().begunBefore(BulkKind.IMPORT, later, listed.size());
            listed.addAll(next);
        } while (!next.isEmpty());
        return listed;
    }

    private JobId cancelled(BulkKind kind) {
        JobId id = begin(kind);
        store.intake().cancel(id);
        return id;
    }

    private JobId begin(BulkKind kind) {
        JobId id = store.bulkJobs().newId();
        NewJob job = NewJob.of(new TaskName("a.b"), "{}");
        store.bulkJobs().begin(new BulkJob(id, kind, "{}", Map.of()), Submission.of(job));
        return id;
    }

    private Path file(String kind, JobId id, String name) throws IOException {
        return Files.writeString(
                Files.createDirectories(folder.resolve(kind).resolve(id.toString()))
                        .resolve(name),
                "1");
    }

    private void sweep(Duration later) {
        sweeper(RETENTION, later).sweep();
    }

    private BulkSweeper sweeper(Duration retention, Duration later) {
        return new BulkSweeper(
                folder,
                retention,
                store.bulkJobs(),
                store.catalog(),
                Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC));
    }
}
