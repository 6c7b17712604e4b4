package nightshift.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nightshift.exports.Exports.Export;
import nightshift.format.FileFormat;
import nightshift.job.BulkListener;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks.Slice;
import nightshift.support.ClaimedAttempt;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exports whose files are in a folder of the test, run step by step. */
abstract class ExportRunFixture {

    static final TaskName EXPORT = new TaskName("nightshift.export");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @RegisterExtension
    final JobsInStore jobs;

    final AtomicBoolean stopping = new AtomicBoolean();
    final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    StoredExports exports;

    ExportRunFixture(RedisServer redis) {
        jobs = new JobsInStore(redis);
    }

    @BeforeEach
    void port() {
        var store = jobs.store();
        exports = new StoredExports(
                folder, Optional.empty(), Duration.ofDays(3), store.bulkJobs(), store.catalog(), store.walks());
    }

    Export begin(FileFormat format) throws IOException {
        return exports.begin(format, JobFilter.ALL, "ann");
    }

    Claimed claim(Export export) {
        return claim(export, MINUTE);
    }

    Claimed claim(Export export, Duration lease) {
        Claimed job = jobs.claim(EXPORT, lease);
        assertThat(job.lease().job()).isEqualTo(export.id());
        return job;
    }

    Claimed claimAgain(Export export) {
        return claimAgain(export, MINUTE);
    }

    /** Claims the job of a worker that is lost. */
    Claimed claimAgain(Export export, Duration lease) {
        var rescued = await().until(
                        () -> jobs.store()
                                .upkeep()
                                .rescue("worker02", MINUTE, 10, Duration.ZERO)
                                .jobs(),
                        list -> !list.isEmpty());
        jobs.settle(rescued.stream().map(each -> each.job()).toList(), Outcome.LOST, JobState.READY);
        return claim(export, lease);
    }

    ExportRun open(Claimed job) throws AttemptFailed {
        var store = jobs.store();
        var bulk = store.bulkJobs().find(job.lease().job()).orElseThrow();
        return ExportRun.open(
                ExportFolder.of(folder, bulk.id()),
                ExportPlan.read(bulk.description()),
                bulk.checkpoints(),
                new ClaimedAttempt(job, stopping::get),
                new ExportRun.Ports(store.walks(), store.checkpoints(), path -> free.get(), BulkListener.NONE));
    }

    static void writeAll(ExportRun run) throws AttemptFailed {
        for (Slice slice = run.next(); slice != null; slice = run.next()) {
            run.write(slice);
        }
        run.close();
    }

    /** The only file of an export. */
    Path file(Export export) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("exports").resolve(export.id().toString()))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    List<String> lines(Export export) throws IOException {
        return Files.readAllLines(file(export));
    }
}
