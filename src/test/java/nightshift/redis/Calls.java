package nightshift.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Due;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Reachability;
import nightshift.job.Reserved;
import nightshift.job.Settlement;
import nightshift.redis.link.Keys;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases.Exchange;
import nightshift.task.QueueName;
import org.awaitility.Awaitility;

/** Short words for what tests do with jobs that call destinations. */
final class Calls {

    private static final QueueName QUEUE = new QueueName("q");

    private final TestStore store;

    Calls(TestStore store) {
        this.store = store;
    }

    static NewJob to(Destination destination) {
        return to(destination, QUEUE);
    }

    static NewJob to(Destination destination, QueueName queue) {
        return new NewJob(
                Reserved.HTTP_TASK,
                "{\"method\":\"POST\",\"headers\":{\"url\":\"x\"},\"url\":\"https://" + destination + "/hook\"}",
                new Due.Now(),
                JobOptions.with().queue(queue).build());
    }

    static JobChange withUrl(String url) {
        return new JobChange(
                Optional.of("{\"url\":\"" + url + "\"}"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Exchange exchange(int max) {
        return store.exchange(max, Reserved.HTTP_TASK);
    }

    List<Claimed> claim(int max) {
        return exchange(max).claimed();
    }

    /** What claims take until there were so many jobs, at most for this long. */
    List<Claimed> claimWithin(Duration time, int jobs) {
        List<Claimed> all = new ArrayList<>();
        Awaitility.await()
                .atMost(time)
                .until(() -> all.addAll(claim(Math.min(500, jobs - all.size()))) && all.size() == jobs);
        return all;
    }

    List<Claimed> submitAndClaim(Destination destination, int jobs) {
        store.submit(jobs, to(destination));
        return claim(jobs);
    }

    Exchange end(List<Claimed> jobs, Outcome outcome, JobState next, Reachability learned, int claims) {
        return settle(jobs, outcome, next, Optional.of(learned), claims);
    }

    Exchange settle(List<Claimed> jobs, Outcome outcome, JobState next, Optional<Reachability> learned, int claims) {
        List<Settlement> settlements = jobs.stream()
                .map(job -> TestStore.settlement(job, outcome, next).with(learned))
                .toList();
        return store.ports
                .leases()
                .exchange(
                        settlements,
                        new ClaimRequest(TestStore.WORKER, claims, Set.of(Reserved.HTTP_TASK), TestStore.LEASE));
    }

    void answer(List<Claimed> jobs) {
        end(jobs, Outcome.SUCCEEDED, JobState.SUCCEEDED, Reachability.ANSWERED, 0);
    }

    /** Opens the breaker for ten minutes. */
    void busy(Destination destination) {
        end(
                submitAndClaim(destination, 1),
                Outcome.FAILED,
                JobState.DEAD,
                Reachability.busy(Duration.ofMinutes(10)),
                0);
    }

    /** As if the breaker had opened this long ago. */
    void openedAgo(Destination destination, Duration ago) {
        String[] words =
                store.client.hget(store.keys.breakers(), destination.host()).split(" ", 10);
        words[6] = Long.toString(store.redis.now() - ago.toMillis());
        store.client.hset(store.keys.breakers(), destination.host(), String.join(" ", words));
    }

    /** As if the latest call that went well had been this long ago. */
    void answeredAgo(Destination destination, Duration ago) {
        long now = store.redis.now();
        for (long n = now / 10_000 - 1; n <= now / 10_000; n++) {
            if (store.client.hexists(store.keys.calls(n), destination.host() + " a")) {
                store.client.hset(store.keys.calls(n), destination.host() + " a", Long.toString(now - ago.toMillis()));
            }
        }
    }

    /** As if the breaker had closed this long ago. */
    void closedAgo(Destination destination, Duration ago) {
        String[] words =
                store.client.hget(store.keys.breakers(), destination.host()).split(" ", 10);
        words[1] = "1";
        words[6] = Long.toString((store.redis.now() - ago.toMillis()) / 10_000);
        store.client.hset(store.keys.breakers(), destination.host(), String.join(" ", words));
    }

    /** As if the present step of the recovery were over. */
    void recoveryIsOver(Destination destination) {
        String breaker = store.client.hget(store.keys.breakers(), destination.host());
        store.client.hset(store.keys.breakers(), destination.host(), breaker.replaceFirst("c \\d+", "c 1"));
    }

    /** As if the time until the next probe were over. */
    void letTheProbeGo(Destination destination) {
        String breaker = store.client.hget(store.keys.breakers(), destination.host());
        store.client.hset(store.keys.breakers(), destination.host(), breaker.replaceFirst("o \\d+", "o 1"));
        String waiting = store.keys.aside(Keys.Aside.HOST);
        store.client.zrange(waiting, 0, -1).forEach(key -> store.client.zadd(waiting, 1, key));
    }

    /** The calls until now move to the ten seconds before. */
    void tenSecondsPass() {
        long now = store.redis.now() / 10_000;
        for (long n = now - 1; n <= now; n++) {
            if (store.client.exists(store.keys.calls(n))) {
                store.client.rename(store.keys.calls(n), store.keys.calls(now - 1));
            }
        }
    }
}
