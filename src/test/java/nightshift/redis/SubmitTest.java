package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.store.SubmitResult;
import nightshift.store.SubmitResult.Accepted;
import nightshift.store.SubmitResult.Duplicate;
import nightshift.store.SubmitResult.KeyReused;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmitTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void answersStandInTheOrderAskedAndJobsAreClaimedInIt() {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            submissions.add(Submission.of(NewJob.of(TASK, "{\"n\":" + i + "}")));
        }

        List<Job> accepted = submit(submissions).stream()
                .map(result -> ((Accepted) result).job())
                .toList();

        assertThat(accepted)
                .extracting(Job::args)
                .isEqualTo(submissions.stream().map(s -> s.job().args()).toList());
        assertThat(store.claim(500))
                .extracting(Claimed::args)
                .isEqualTo(accepted.stream().map(Job::args).toList());
        Bookkeeping.check(store);
    }

    @Test
    void whatIsAnsweredIsWhatIsStored() {
        for (Due due : List.of(
                new Due.Now(),
                new Due.After(Duration.ofMinutes(5)),
                new Due.At(Instant.parse("2199-12-31T23:59:59Z")))) {
            Job answered =
                    accepted(submit(List.of(Submission.of(aJob("q", 3, due)))).get(0));

            assertThat(store.job(answered.id())).isEqualTo(answered);
        }
    }

    @Test
    void moreThanABatchIsRefusedAndNothingIsNothing() {
        assertThat(submit(List.of())).isEmpty();
        assertThatThrownBy(() -> submit(Collections.nCopies(501, Submission.of(aJob()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.allKeys()).isEmpty();
    }

    @Test
    void aTimeInThePastMeansAtOnce() {
        Job job = accepted(submit(List.of(Submission.of(aJob("q", 5, new Due.At(Instant.EPOCH)))))
                .get(0));

        assertThat(job.state()).isEqualTo(JobState.READY);
        assertThat(job.stateAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(store.exchange(1, TASK).claimed()).hasSize(1);
    }

    @Test
    void noDelayMeansAtOnceAndADelayIsCountedFromNow() {
        Job now = accepted(submit(List.of(Submission.of(aJob("q", 5, new Due.After(Duration.ZERO)))))
                .get(0));
        Job later = accepted(submit(List.of(Submission.of(aJob("q", 5, new Due.After(Duration.ofDays(3650))))))
                .get(0));

        assertThat(now.state()).isEqualTo(JobState.READY);
        assertThat(later.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(later.stateAt()).isEqualTo(later.createdAt().plus(Duration.ofDays(3650)));
        Bookkeeping.check(store);
    }

    @Test
    void aKeyMakesTheRequestRepeatable() {
        JobId first =
                accepted(submit(List.of(keyed("ann", "k1", "body"))).get(0)).id();

        assertThat(submit(List.of(keyed("ann", "k1", "body")))).containsExactly(new Duplicate(first));
        assertThat(submit(List.of(keyed("ann", "k1", "other")))).containsExactly(new KeyReused(first));
        assertThat(submit(List.of(keyed("bob", "k1", "body")))).first().isInstanceOf(Accepted.class);
        assertThat(submit(List.of(keyed("ann", "k2", "body")))).first().isInstanceOf(Accepted.class);
        assertThat(store.claim(10)).hasSize(3);
        Bookkeeping.check(store);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        submit(List.of(keyed("ann", "k1", "body")));

        String key = store.allKeys().stream()
                .filter(k -> k.startsWith("idem:"))
                .findFirst()
                .orElseThrow();
        assertThat(store.client.ttl(store.keys.prefix() + key)).isBetween(86_390L, 86_400L);
        assertThat(key).doesNotContain("ann").doesNotContain("k1");
    }

    @Test
    void theSameKeyTwiceInOneBatchIsOneJob() {
        List<SubmitResult> results = submit(List.of(
                keyed("ann", "k", "body"),
                Submission.of(aJob()),
                keyed("ann", "k", "body"),
                keyed("ann", "k", "other")));

        JobId first = accepted(results.get(0)).id();
        assertThat(results.get(1)).isInstanceOf(Accepted.class);
        assertThat(results.subList(2, 4)).containsExactly(new Duplicate(first), new KeyReused(first));
        assertThat(store.claim(10)).hasSize(2);
    }

    @Test
    void fiftyRequestsAtOnceWithOneKeyAreOneJob() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            List<Callable<SubmitResult>> requests = Collections.nCopies(
                    50, () -> submit(List.of(keyed("ann", "k", "body"))).get(0));
            List<SubmitResult> results = new ArrayList<>();
            for (Future<SubmitResult> result : clients.invokeAll(requests)) {
                results.add(result.get());
            }

            JobId id = accepted(results.stream()
                            .filter(Accepted.class::isInstance)
                            .findFirst()
                            .orElseThrow())
                    .id();
            assertThat(results).filteredOn(Accepted.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(new Duplicate(id)::equals).hasSize(49);
            assertThat(store.claim(10)).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
    }

    private List<SubmitResult> submit(List<Submission> submissions) {
        return store.ports.intake().submit(submissions);
    }

    private static Submission keyed(String principal, String key, String body) {
        return new Submission(aJob(), Optional.of(new IdempotencyKey(principal, key, body)), Optional.empty());
    }

    private static Job accepted(SubmitResult result) {
        return ((Accepted) result).job();
    }
}
