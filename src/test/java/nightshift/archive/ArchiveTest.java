package nightshift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nightshift.disk.DiskRoom;
import nightshift.format.JobJson;
import nightshift.job.ArchiveListener;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.store.RipeJobs;
import nightshift.store.StoreUnavailable;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.support.SettableClock;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArchiveTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention ALL_BUT_ONE = new Retention(YEAR, YEAR, 1);
    private static final long LARGE = 64 << 20;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    @TempDir
    Path folder;

    private final List<String> remarks = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    @Test
    void whatIsRemovedIsInTheArchiveWhole() throws Exception {
        List<JobId> ids = jobs.submit(1_300);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        List<String> whole = ids.stream()
                .map(id -> new String(JobJson.line(jobs.job(id)), UTF_8).strip())
                .toList();

        assertThat(upkeep(jobs.store().ripeJobs()).purge(ALL_BUT_ONE)).isEqualTo(1_299);

        assertThat(read()).containsExactlyElementsOf(whole.subList(0, 1_299));
        assertThat(jobs.left()).containsExactly(ids.get(1_299));
        assertThat(files()).hasSize(1);
    }

    @Test
    void aServerThatDiesBetweenTheStepsLosesNothingAndTheReaderSeesNothingTwice() throws Exception {
        jobs.submit(1_300);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        RipeJobs ripe = jobs.store().ripeJobs();

        assertThatThrownBy(() -> upkeep(new Dying(ripe, 2)).purge(ALL_BUT_ONE)).isInstanceOf(StoreUnavailable.class);

        assertThat(jobs.left()).hasSize(800);
        assertThat(read()).hasSize(1_000);
        ripe.release("worker01");
        assertThat(upkeep(ripe, "worker02").purge(ALL_BUT_ONE)).isEqualTo(799);
        assertThat(read()).hasSize(1_299).doesNotHaveDuplicates();
        assertThat(remarks).last().isEqualTo("1299 jobs; 500 were in the archive more than once");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aJobThatIsSentAgainBetweenTheStepsStays() throws Exception {
        JobId id = jobs.submit(1).get(0);
        jobs.endAll(Outcome.FAILED, JobState.DEAD);
        RipeJobs ripe = jobs.store().ripeJobs();
        RipeJobs retrying = new Dying(ripe, Integer.MAX_VALUE) {
            @Override
            public int remove(Slice slice) {
                slice.jobs().forEach(job -> jobs.store().intake().retry(job.id()));
                return super.remove(slice);
            }
        };

        await().until(() -> upkeep(retrying).purge(new Retention(Duration.ofSeconds(1), Duration.ofSeconds(1), 10)) == 0
                && !files().isEmpty());

        assertThat(jobs.left()).containsExactly(id);
        assertThat(jobs.job(id).state()).isEqualTo(JobState.READY);
    }

    @Test
    void whileTheArchiveCannotBeWrittenNothingIsRemoved() throws Exception {
        jobs.submit(10);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        ArchivingUpkeep upkeep = upkeep(jobs.store().ripeJobs());
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);

        assertThat(upkeep.purge(ALL_BUT_ONE)).isZero();
        assertThat(failures).hasValue(1);
        assertThat(jobs.left()).hasSize(10);

        Files.move(away, folder);
        assertThat(upkeep.purge(ALL_BUT_ONE)).isEqualTo(9);
        assertThat(read()).hasSize(9);
    }

    @Test
    void aFullDiskRemovesNothingAndGetsNoFile() throws Exception {
        jobs.submit(10);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        ArchivingUpkeep upkeep = upkeep(jobs.store().ripeJobs());
        free.set(DiskRoom.KEPT_FREE + 100);

        assertThat(upkeep.purge(ALL_BUT_ONE)).isZero();
        assertThat(failures).hasValue(1);
        assertThat(jobs.left()).hasSize(10);
        assertThat(files()).isEmpty();

        free.set(Long.MAX_VALUE);
        assertThat(upkeep.purge(ALL_BUT_ONE)).isEqualTo(9);
    }

    @Test
    void aServerThatStopsHasNoFailureAndLeavesNoEmptyFile() throws Exception {
        jobs.submit(10);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        ArchivingUpkeep upkeep = upkeep(new Dying(jobs.store().ripeJobs(), Integer.MAX_VALUE) {
            @Override
            public Optional<Slice> next(Retention retention, String worker, String position) {
                Optional<Slice> slice = super.next(retention, worker, position);
                Thread.currentThread().interrupt();
                return slice;
            }
        });

        int removed = upkeep.purge(ALL_BUT_ONE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(removed).isZero();
        assertThat(failures).hasValue(0);
        assertThat(files()).isEmpty();
        assertThat(jobs.left()).hasSize(10);
    }

    @Test
    void anotherServerArchivesWhereOneCannot() throws Exception {
        jobs.submit(10);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        RipeJobs ripe = jobs.store().ripeJobs();
        ArchivingUpkeep one = upkeep(ripe);
        one.purge(ALL_BUT_ONE);
        jobs.submit(10);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(upkeep(ripe, "worker02").purge(ALL_BUT_ONE)).isZero();

        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        one.purge(ALL_BUT_ONE);
        Files.move(away, folder);

        assertThat(upkeep(ripe, "worker02").purge(ALL_BUT_ONE)).isEqualTo(10);
    }

    @Test
    void aNewFileBeginsWhenOneIsLargeOrOld() throws Exception {
        SettableClock clock = new SettableClock();
        ArchiveFiles small = new ArchiveFiles(new ArchiveConfig(folder, 1_000), "worker01", clock, DiskRoom.real());
        var job = List.of(jobs.job(jobs.submit(1).get(0)));
        while (files().size() < 2) {
            small.write(job);
        }
        ArchiveFiles large = new ArchiveFiles(new ArchiveConfig(folder, LARGE), "worker02", clock, DiskRoom.real());
        large.write(job);
        large.write(job);
        assertThat(files()).hasSize(3);
        clock.advance(Duration.ofHours(1));
        large.write(job);

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .hasSize(4)
                .contains(
                        "jobs-20260101T000000000Z-worker01.ndjson.gz", "jobs-20260101T000000001Z-worker01.ndjson.gz",
                        "jobs-20260101T000000000Z-worker02.ndjson.gz", "jobs-20260101T010000000Z-worker02.ndjson.gz");
        assertThat(Files.size(folder.resolve("jobs-20260101T000000000Z-worker01.ndjson.gz")))
                .isBetween(1_000L, 1_500L);
    }

    @Test
    void aFileThatIsTakenAwayGetsNoMoreJobs() throws Exception {
        ArchiveFiles files =
                new ArchiveFiles(new ArchiveConfig(folder, LARGE), "worker01", Clock.systemUTC(), DiskRoom.real());
        var job = List.of(jobs.job(jobs.submit(1).get(0)));
        files.write(job);
        Files.delete(files().get(0));

        files.write(job);

        assertThat(read()).hasSize(1);
    }

    @Test
    void afterACrashInTheMiddleOfAWriteTheRestIsRead() throws Exception {
        ArchiveFiles files =
                new ArchiveFiles(new ArchiveConfig(folder, LARGE), "worker01", Clock.systemUTC(), DiskRoom.real());
        List<JobId> ids = jobs.submit(20);
        files.write(ids.subList(0, 10).stream().map(jobs::job).toList());
        long whole = Files.size(files().get(0));
        files.write(ids.subList(10, 20).stream().map(jobs::job).toList());
        byte[] bytes = Files.readAllBytes(files().get(0));
        for (int cut : new int[] {1, 5, 12, 40, bytes.length - (int) whole - 1}) {
            Files.write(files().get(0), Arrays.copyOf(bytes, (int) whole + cut));
            assertThat(readOfCut()).hasSizeBetween(10, 20).doesNotHaveDuplicates();
        }
        Files.write(
                folder.resolve("jobs-20260101T000000000Z-worker02.ndjson.gz"), new byte[0], StandardOpenOption.CREATE);
        assertThat(readOfCut()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void damageInAFileIsReported() throws Exception {
        Files.writeString(folder.resolve("jobs-20260101T000000000Z-worker02.ndjson.gz"), "this is no gzip file");

        assertThat(reader().print()).isFalse();
        assertThat(remarks).anyMatch(remark -> remark.contains("worker02.ndjson.gz cannot be read"));
    }

    @Test
    void theCommandFilters() throws Exception {
        jobs.submit(2);
        jobs.endAll(Outcome.FAILED, JobState.DEAD);
        JobId wanted = jobs.submit(
                        1,
                        new NewJob(
                                JobsInStore.TASK,
                                "[ 1.0,\n12345678901234567890]",
                                JobOptions.with()
                                        .queue(new QueueName("mail"))
                                        .priority(3)
                                        .maxAttempts(4)
                                        .timeout(Duration.ofSeconds(7))
                                        .tags(List.of("tenant=7", "b"))
                                        .build()))
                .get(0);
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        await().until(() ->
                upkeep(jobs.store().ripeJobs()).purge(new Retention(Duration.ofSeconds(1), Duration.ofSeconds(1), 10))
                                >= 0
                        && jobs.left().isEmpty());

        for (String[] options : new String[][] {
            {"--queue", "mail"},
            {"--tag", "b"},
            {"--tag", "x", "--tag", "b"},
            {"--state", "SUCCEEDED"},
            {"--id", wanted.toString()},
            {"--queue", "mail", "--task", "some.task"}
        }) {
            assertThat(read(options)).hasSize(1).allMatch(line -> line.contains(wanted.toString()));
        }
        assertThat(read("--state", "DEAD", "--state", "CANCELLED")).hasSize(2);
        assertThat(read("--task", "other")).isEmpty();
        assertThat(read("--from", "2020-01-01T00:00:00Z")).hasSize(3);
        assertThat(read("--from", "2199-01-01T00:00:00Z")).isEmpty();
        assertThat(read("--to", "2020-01-01T00:00:00Z")).isEmpty();
        assertThat(read("--id", wanted.toString(), "--as-submissions"))
                .containsExactly(
                        "{\"task\":\"some.task\",\"args\":[ 1.0, "
                                + "12345678901234567890],\"queue\":\"mail\",\"priority\":3,\"maxAttempts\":4,\"timeout\":\"PT7S\","
                                + "\"retry\":{\"initial\":\"PT5S\",\"max\":\"PT1H\",\"factor\":3.0,\"jitter\":1.0},\"tags\":[\"tenant=7\",\"b\"]}");
        JsonNode job =
                JsonMapper.shared().readTree(read("--id", wanted.toString()).get(0));
        assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void wrongOptionsAreNamed() {
        for (String[] options : new String[][] {{}, {"--no-such"}, {"--task"}, {"--from", "yesterday"}}) {
            assertThatThrownBy(() -> ArchiveOptions.parse(List.of(options)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ArchivingUpkeep upkeep(RipeJobs ripe) throws IOException {
        return upkeep(ripe, "worker01");
    }

    private ArchivingUpkeep upkeep(RipeJobs ripe, String worker) throws IOException {
        return ArchivingUpkeep.open(
                new ArchiveConfig(folder, LARGE),
                jobs.store().upkeep(),
                ripe,
                worker,
                new ArchiveListener() {
                    @Override
                    public void failed() {
                        failures.incrementAndGet();
                    }
                },
                path -> free.get());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ArchiveReader reader(String... options) {
        out.reset();
        remarks.clear();
        List<String> args = new ArrayList<>(List.of(options));
        args.add(folder.toString());
        return new ArchiveReader(ArchiveOptions.parse(args), out, remarks::add);
    }

    private List<String> read(String... options) throws IOException {
        assertThat(reader(options).print()).as("complete: %s", remarks).isTrue();
        return out.toString(UTF_8).lines().toList();
    }

    private List<String> readOfCut() throws IOException {
        assertThat(reader().print()).isFalse();
        assertThat(remarks).anyMatch(remark -> remark.contains("was cut"));
        return out.toString(UTF_8).lines().toList();
    }

    /** Loses the store when it removes jobs for the n-th time. */
    private static class Dying implements RipeJobs {

        private final RipeJobs ripe;
        private int left;

        Dying(RipeJobs ripe, int left) {
            this.ripe = ripe;
            this.left = left;
        }

        @Override
        public Optional<Slice> next(Retention retention, String worker, String position) {
            return ripe.next(retention, worker, position);
        }

        @Override
        public int remove(Slice slice) {
            if (--left == 0) {
                throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "killed", null);
            }
            return ripe.remove(slice);
        }

        @Override
        public void release(String worker) {
            ripe.release(worker);
        }
    }
}
