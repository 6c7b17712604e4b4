package nightshift.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.job.Event;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.web.ProblemException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobWaitersTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Jobs jobs = new Jobs();
    private final Feed feed = new Feed();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final JobWaiters waiters = new JobWaiters(feed, executor, new Connections(List.of()));

    @AfterEach
    void stop() {
        waiters.close();
        executor.shutdownNow();
    }

    private CompletableFuture<Optional<Job>> await(JobId id, Duration most) {
        return await(id, most, "ann", waiters);
    }

    private CompletableFuture<Optional<Job>> await(JobId id, Duration most, String caller, JobWaiters at) {
        return at.await(id, most, jobs, caller, new Peer(InetAddress.getLoopbackAddress(), 4711, 9080))
                .toCompletableFuture();
    }

    private void publish(Job job, JobState state) {
        jobs.change(job.id(), state);
        feed.publish("1", new Event.JobChanged(job.id(), state, job.queue(), job.task()));
    }

    @Test
    void aJobThatHasEndedIsAnsweredAtOnce() {
        assertThat(await(jobs.add(JobState.SUCCEEDED).id(), LONG)).isCompleted();
        assertThat(await(new JobId(UUID.randomUUID()), LONG)).isCompletedWithValue(Optional.empty());
        assertThat(await(jobs.add(JobState.READY).id(), Duration.ZERO)).isCompleted();
        assertThat(waiters.waiting()).isZero();
    }

    @Test
    void theAnswerComesWhenTheJobEnds() throws Exception {
        Job job = jobs.add(JobState.READY);
        CompletableFuture<Optional<Job>> answer = await(job.id(), LONG);
        CompletableFuture<Optional<Job>> other = await(jobs.add(JobState.READY).id(), LONG);

        publish(job, JobState.RUNNING);
        assertThat(answer).isNotDone();
        publish(job, JobState.DEAD);

        assertThat(answer.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(JobState.DEAD);
        assertThat(other).isNotDone();
        assertThat(waiters.waiting()).isEqualTo(1);
    }

    @Test
    void theAnswerComesWhenTheTimeIsOver() throws Exception {
        Job job = jobs.add(JobState.READY);

        assertThat(await(job.id(), Duration.ofMillis(10))
                        .get(10, TimeUnit.SECONDS)
                        .orElseThrow()
                        .state())
                .isEqualTo(JobState.READY);
    }

    @Test
    void anInterruptedFeedMakesWaitersLookAgain() throws Exception {
        Job job = jobs.add(JobState.READY);
        CompletableFuture<Optional<Job>> answer = await(job.id(), LONG);

        jobs.change(job.id(), JobState.SUCCEEDED);
        feed.publish("");

        assertThat(answer.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void waitsThatHaveJustBegunAreNotGivenUpForOthers() {
        Job job = jobs.add(JobState.READY);
        for (int i = 0; i < 2000; i++) {
            await(job.id(), LONG);
        }

        assertThatThrownBy(() -> await(job.id(), LONG))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(429));
    }

    @Test
    void whoWaitsMostLosesItsOldestWaitWhenThereAreTooMany() {
        Job job = jobs.add(JobState.READY);
        CompletableFuture<Optional<Job>> other = await(job.id(), LONG, "ben", waiters);
        CompletableFuture<Optional<Job>> oldest = await(job.id(), LONG);
        for (int i = 2; i < 2000; i++) {
            await(job.id(), LONG);
        }

        AtomicReference<CompletableFuture<Optional<Job>>> next = new AtomicReference<>();
        Awaitility.await("a time after which waits may be given up")
                .ignoreExceptions()
                .until(() -> next.compareAndSet(null, await(job.id(), LONG, "eve", waiters)));

        Awaitility.await().until(oldest::isDone);
        assertThat(oldest.join().orElseThrow().state()).isEqualTo(JobState.READY);
        assertThat(other).isNotDone();
        assertThat(next.get()).isNotDone();
        assertThat(waiters.waiting()).isEqualTo(2000);
    }

    @Test
    void aWaitEndsWhenItsClientHasGone(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("tcp");
        String here = "   0: 0100007F:2378 0100007F:1267 01 00000000:00000000 00:00000000 00000000     0        0 1\n";
        Files.writeString(table, "  sl  local_address rem_address   st\n" + here);
        try (JobWaiters watching = new JobWaiters(feed, executor, new Connections(List.of(table)))) {
            CompletableFuture<Optional<Job>> answer =
                    await(jobs.add(JobState.READY).id(), LONG, "ann", watching);
            await(jobs.add(JobState.READY).id(), Duration.ofSeconds(5), "ann", watching)
                    .get(20, TimeUnit.SECONDS);
            assertThat(answer).isNotDone();

            Files.writeString(table, "  sl  local_address rem_address   st\n" + here.replace(" 01 ", " 08 "));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(answer::isDone);
            assertThat(watching.waiting()).isZero();
        }
    }

    @Test
    void aServerThatStopsLetsWaitersGoAndTakesNoMore() throws Exception {
        Job job = jobs.add(JobState.READY);
        CompletableFuture<Optional<Job>> answer = await(job.id(), LONG);

        waiters.close();

        assertThat(answer.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(JobState.READY);
        assertThat(await(job.id(), LONG)).isCompleted();
        assertThat(waiters.waiting()).isZero();
        assertThat(feed.listeners()).isZero();
    }
}
