package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nightshift.job.Event;
import nightshift.job.Job;
import nightshift.job.JobId;
import nightshift.job.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobWaitersTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Jobs jobs = new Jobs();
    private final Feed feed = new Feed();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final JobWaiters waiters = new JobWaiters(feed, executor);

    @AfterEach
    void stop() {
        waiters.close();
        executor.shutdownNow();
    }

    private CompletableFuture<Optional<Job>> await(JobId id, Duration most) {
        return waiters.await(id, most, jobs).toCompletableFuture();
    }

    private void tell(Job job, JobState state) {
        jobs.change(job.id(), state);
        feed.tell("1", new Event.JobChanged(job.id(), state, job.queue(), job.task()));
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

        tell(job, JobState.RUNNING);
        assertThat(answer).isNotDone();
        tell(job, JobState.DEAD);

        assertThat(answer.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(JobState.DEAD);
        assertThat(other).isNotDone();
        assertThat(waiters.waiting()).isEqualTo(1);
    }

    @Test
    void theAnswerComesWhenTheTimeIsOver() throws Exception {
        Job job = jobs.add(JobState.READY);

        assertThat(await(job.id(), Duration.ofMillis(10)).get(10, TimeUnit.SECONDS).orElseThrow().state())
                .isEqualTo(JobState.READY);
    }

    @Test
    void anInterruptedFeedMakesWaitersLookAgain() throws Exception {
        Job job = jobs.add(JobState.READY);
        CompletableFuture<Optional<Job>> answer = await(job.id(), LONG);

        jobs.change(job.id(), JobState.SUCCEEDED);
        feed.tell("");

        assertThat(answer.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void thereIsABound() {
        Job job = jobs.add(JobState.READY);
        for (int i = 0; i < 1000; i++) {
            await(job.id(), LONG);
        }

        assertThatThrownBy(() -> await(job.id(), LONG)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().status()).isEqualTo(429));
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
