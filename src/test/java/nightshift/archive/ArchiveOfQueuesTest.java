package nightshift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.format.JobJson;
import nightshift.job.ArchiveListener;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Retention;
import nightshift.limit.SettingsPatch;
import nightshift.limit.SettingsPatch.Change;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that go by the rules of their queue are archived like all others. */
class ArchiveOfQueuesTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention LONG = new Retention(YEAR, YEAR, 1_000_000);
    private static final QueueName MAIL = new QueueName("mail");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    @Test
    void whatIsOneTooManyInItsQueueIsInTheArchiveBeforeItGoes() throws Exception {
        List<JobId> others = jobs.submit(100);
        List<JobId> ids = jobs.submit(
                1_300,
                new NewJob(
                        JobsInStore.TASK,
                        "{}",
                        new Due.Now(),
                        JobOptions.with().queue(MAIL).build()));
        jobs.endAll(Outcome.SUCCEEDED, JobState.SUCCEEDED);
        jobs.store()
                .queues()
                .configure(
                        MAIL, new SettingsPatch(List.of(new Change("/retention/SUCCEEDED/count", Optional.of("50")))));
        List<String> whole = ids.stream()
                .map(id -> new String(JobJson.line(jobs.job(id)), UTF_8).strip())
                .toList();
        ArchivingUpkeep upkeep = upkeep();

        free.set(0);
        assertThat(upkeep.purge(LONG)).isZero();
        assertThat(jobs.left()).hasSize(1_000);
        free.set(Long.MAX_VALUE);
        assertThat(upkeep.purge(LONG)).isEqualTo(1_250);
        assertThat(upkeep.purge(LONG)).isZero();

        assertThat(read()).containsExactlyElementsOf(whole.subList(0, 1_250));
        assertThat(jobs.left())
                .containsAll(others)
                .containsAll(ids.subList(1_250, 1_300))
                .hasSize(150);
    }

    private ArchivingUpkeep upkeep() throws IOException {
        return ArchivingUpkeep.open(
                new ArchiveConfig(folder, 64 << 20),
                jobs.store().upkeep(),
                jobs.store().ripeJobs(),
                "worker01",
                new ArchiveListener() {},
                path -> free.get());
    }

    private List<String> read() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveOptions options = ArchiveOptions.parse(List.of(folder.toString()));
        assertThat(new ArchiveReader(options, out, remark -> {}).print()).isTrue();
        return out.toString(UTF_8).lines().toList();
    }
}
