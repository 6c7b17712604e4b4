package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.JobLeases.Exchange;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job keys of a fair queue take turns. */
class FairTurnsTest {

    private static final QueueName Q = new QueueName("q");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void keysOfAFairQueueTakeTurns() {
        store.configure(Q, "/fair", "true");
        store.submit(1_000, aJob("q", 1, new Due.Now(), "flood"));
        assertThat(store.claim(100)).hasSize(100);
        store.submit(10, aJob("q", 9, new Due.Now(), "trickle"));
        store.submit(5, aJob("q", 5, new Due.Now()));
        Bookkeeping.check(store);

        assertThat(store.ports
                        .catalog()
                        .page(
                                new JobFilter(Set.of(JobState.READY), List.of(Matches.exactly(Field.QUEUE, Q.value()))),
                                1_000,
                                Optional.empty())
                        .jobs())
                .hasSize(915);
        assertThat(byKey(store.claim(15)))
                .containsEntry("flood", 5L)
                .containsEntry("trickle", 5L)
                .containsEntry("", 5L);
        assertThat(byKey(store.claim(10))).containsEntry("trickle", 5L);
        Bookkeeping.check(store);
    }

    @Test
    void aQueueThatIsEmptiedLosesWhatHasATurnAndWhatWaitsForOne() {
        store.configure(Q, "/fair", "true");
        store.submit(700, aJob("q", 5, new Due.Now(), "flood"));
        store.submit(3, aJob("q", 5, new Due.Now(), "trickle"));

        assertThat(store.ports.queues().empty(Q)).isEqualTo(703);

        assertThat(store.claim(10)).isEmpty();
        Bookkeeping.check(store);
    }

    @Test
    void weightsGiveMoreTurns() {
        store.configure(Q, "/fair", "true", "/weights/gold", "3");
        store.submit(400, aJob("q", 5, new Due.Now(), "gold"));
        store.submit(400, aJob("q", 5, new Due.Now(), "plain"));

        List<Claimed> all = new ArrayList<>(store.claim(30));
        for (int i = 0; i < 70; i++) {
            all.addAll(store.claim(1));
        }

        assertThat(byKey(all).get("gold")).isBetween(73L, 77L);
        Bookkeeping.check(store);
    }

    @Test
    void manyKeysEachHaveTheirTurn() {
        store.configure(Q, "/fair", "true");
        for (int i = 0; i < 600; i++) {
            store.submit(2, aJob("q", 5, new Due.Now(), "k" + i));
        }

        assertThat(byKey(store.claim(300))).hasSize(300);
        List<Claimed> rest = store.claim(300);
        assertThat(byKey(rest)).hasSize(300);
        assertThat(claimAll()).hasSize(600);
        Bookkeeping.check(store);
    }

    @Test
    void fairnessCanBeSwitchedOnAndOffWhileJobsWait() {
        store.submit(700, aJob("q", 5, new Due.Now(), "flood"));
        store.configure(Q, "/fair", "true");
        store.submit(3, aJob("q", 5, new Due.Now(), "trickle"));

        store.claim(1);
        assertThat(byKey(store.claim(4)).get("trickle")).isEqualTo(2L);
        Bookkeeping.check(store);

        store.configure(Q, "/fair", "false");
        store.submit(3, aJob("q", 5, new Due.Now(), "late"));
        assertThat(byKey(store.claim(2))).containsOnlyKeys("flood", "trickle");
        assertThat(claimAll()).hasSize(699);
        assertThat(store.allKeys()).noneMatch(key -> key.matches("(turns?|lines):.*"));
        Bookkeeping.check(store);
    }

    /** Jobs of many keys get turns; of few, several jobs are taken at once. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 70})
    void keysHaveHadTheSameNumberOfTurnsAtAnyTime(int keys) {
        store.configure(Q, "/fair", "true");
        for (int i = 0; i < keys; i++) {
            store.submit(2_100 / keys, aJob("q", 5, new Due.Now(), "k" + i));
        }

        Map<String, Long> had = new HashMap<>();
        for (int claim = 0; claim < 20; claim++) {
            byKey(store.claim(100)).forEach((key, n) -> had.merge(key, n, Long::sum));
            assertThat(Collections.max(had.values()) - (had.size() < keys ? 0 : Collections.min(had.values())))
                    .as("turns of the first key before the last, after %s claims", claim + 1)
                    .isLessThanOrEqualTo(had.size() < keys ? 2 : 1);
        }
        Bookkeeping.check(store);
        assertThat(claimAll()).hasSize(2_100 - 2_000);
        assertThat(store.allKeys()).noneMatch(key -> key.matches("(turns?|lines):.*"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void anUrgentJobIsTheNextOfItsKey(int others) {
        store.configure(Q, "/fair", "true");
        List<JobId> jobs = store.submit(others, aJob("q", 5, new Due.Now(), "k"));
        store.submit(2, aJob("q", 5, new Due.Now(), "other"));
        JobId last = store.submit(aJob("q", 9, new Due.Now(), "k"));
        JobId urgent = store.submit(aJob("q", 1, new Due.Now(), "k"));
        Bookkeeping.check(store);

        assertThat(ofKey("k", store.claim(2))).containsExactly(urgent);
        assertThat(ofKey("k", store.claim(2))).containsExactly(jobs.get(0));
        Bookkeeping.check(store);
        List<JobId> rest = new ArrayList<>(ids(claimAll()));
        List<JobId> expected = new ArrayList<>(jobs.subList(1, others));
        expected.add(last);
        assertThat(rest).containsExactlyElementsOf(expected);
    }

    @Test
    void aJobThatComesBackIsBeforeOthersOfItsKey() {
        store.configure(Q, "/fair", "true", "/perKey/concurrency", "1");
        List<JobId> jobs = store.submit(40, aJob("q", 5, new Due.Now(), "k"));
        Claimed first = claimAll().get(0);
        Bookkeeping.check(store);

        for (int i = 1; i < 40; i++) {
            store.succeed(first);
            List<Claimed> next = claimAll();
            assertThat(ids(next)).containsExactly(jobs.get(i));
            first = next.get(0);
        }
        Bookkeeping.check(store);
    }

    @Test
    void aKeyWhoseJobsAreCanceledDoesNotWaitForTheirTurns() {
        store.configure(Q, "/fair", "true");
        List<JobId> canceled = store.submit(500, aJob("q", 5, new Due.Now(), "k"));
        store.submit(500, aJob("q", 5, new Due.Now(), "other"));
        canceled.forEach(store.ports.intake()::cancel);
        assertThat(store.allKeys()).contains("turn:q:other").doesNotContain("turn:q:k");
        Bookkeeping.check(store);

        JobId next = store.submit(aJob("q", 5, new Due.Now(), "k"));

        assertThat(ids(store.claim(20))).contains(next);
        Bookkeeping.check(store);
    }

    /** Such a key keeps its turn until it comes. A claim that finds only that turn has to look further. */
    @Test
    void aKeyWhoseJobsAreCanceledHidesNoOthers() {
        store.configure(Q, "/fair", "true");
        List<JobId> canceled = store.submit(40, aJob("q", 5, new Due.Now(), "k"));
        store.submit(40, aJob("q", 5, new Due.Now(), "other"));
        canceled.forEach(store.ports.intake()::cancel);

        for (int i = 0; i < 40; i++) {
            assertThat(store.claim(1)).hasSize(1);
            Bookkeeping.check(store);
        }
    }

    @Test
    void aKeyThatComesLaterHasTheNextTurnAndDoesNotCatchUp() {
        store.configure(Q, "/fair", "true");
        store.submit(300, aJob("q", 5, new Due.Now(), "early"));
        assertThat(store.claim(100)).hasSize(100);

        store.submit(300, aJob("q", 5, new Due.Now(), "late"));

        assertThat(byKey(store.claim(100)).get("late")).isBetween(49L, 51L);
        Bookkeeping.check(store);
    }

    @Test
    void aWeightThatIsChangedCountsFromTheNextLine() {
        store.configure(Q, "/fair", "true");
        store.submit(400, aJob("q", 5, new Due.Now(), "gold"));
        store.submit(400, aJob("q", 5, new Due.Now(), "plain"));
        assertThat(byKey(store.claim(10)).get("gold")).isEqualTo(5);

        store.configure(Q, "/weights/gold", "3");
        store.claim(30);

        assertThat(byKey(store.claim(100)).get("gold")).isBetween(74L, 76L);
        Bookkeeping.check(store);
    }

    @Test
    void manyKeysCanHaveManyJobsEach() {
        store.configure(Q, "/fair", "true");
        for (int round = 0; round < 20; round++) {
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                batch.add(Submission.of(aJob("q", round == 10 ? 1 : 5, new Due.Now(), "k" + i)));
            }
            store.ports.intake().submit(batch);
        }

        for (int round = 0; round < 20; round++) {
            assertThat(byKey(store.claim(500))).hasSize(500);
        }
        Bookkeeping.check(store);
    }

    @Test
    void keysThatNeverComeBackTakeNoRoom() {
        store.configure(Q, "/fair", "true");
        store.submit(2_500, aJob("q", 5, new Due.Now(), "flood"));
        for (int i = 0; i < 2_000; i++) {
            store.submit(aJob("q", 5, new Due.Now(), "k" + i));
            if (i % 50 == 49) {
                store.claim(100);
            }
        }
        assertThat(store.client.hlen(store.keys.prefix() + "lines:q")).isLessThan(1_300);
        Bookkeeping.check(store);
    }

    @Test
    void everyJobStandsInOnePlaceWhateverHappens() {
        Random random = new Random(20_261_130);
        store.configure(Q, "/fair", "true", "/perKey/concurrency", "3", "/weights/k1", "5");
        List<JobId> all = new ArrayList<>();
        List<Claimed> running = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    NewJob job = aJob("q", 1 + random.nextInt(9), new Due.Now(), "k" + random.nextInt(5));
                    all.addAll(store.submit(1 + random.nextInt(30), job));
                }
                case 2, 3 -> running.addAll(store.claim(1 + random.nextInt(20)));
                case 4 ->
                    store.ports.intake().cancel(all.isEmpty() ? store.submit() : all.get(random.nextInt(all.size())));
                case 5 -> store.configure(Q, "/fair", random.nextInt(4) > 0 ? "true" : "false");
                default -> {
                    for (Claimed job : running) {
                        boolean again = random.nextBoolean();
                        store.settle(settlement(
                                job,
                                again ? Outcome.INTERRUPTED : Outcome.SUCCEEDED,
                                again ? JobState.READY : JobState.SUCCEEDED));
                    }
                    running.clear();
                }
            }
            if (step % 20 == 0) {
                Bookkeeping.check(store);
            }
        }
        store.configure(Q, "/fair", "true", "/perKey", null);
        claimAll();
        assertThat(all).noneMatch(id -> store.state(id) == JobState.READY);
        Bookkeeping.check(store);
    }

    private List<JobId> ofKey(String key, List<Claimed> claimed) {
        return ids(claimed).stream()
                .filter(id ->
                        store.job(id).options().key().orElseThrow().value().equals(key))
                .toList();
    }

    private List<Claimed> claimAll() {
        List<Claimed> all = new ArrayList<>();
        Exchange exchange;
        do {
            exchange = store.exchange(500, TASK);
            all.addAll(exchange.claimed());
        } while (exchange.more());
        return all;
    }

    private Map<String, Long> byKey(List<Claimed> jobs) {
        return jobs.stream()
                .map(job -> store.job(job.lease().job())
                        .options()
                        .key()
                        .map(Object::toString)
                        .orElse(""))
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    }

    private static List<JobId> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.lease().job()).toList();
    }
}
