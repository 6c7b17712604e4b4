package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.NewJob;
import nightshift.store.ClaimRequest;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** Bulk work beyond what its workers want stands aside. */
class AsideBulkTest extends AsideFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    AsideBulkTest() {
        super(REDIS);
    }

    @Test
    void bulkWorkBeyondWhatIsWantedWaitsForTheNextWhoWantsSome() {
        List<JobId> bulk = store.submit(5, NewJob.of(OTHER, "{}"));
        JobId known = store.submit();

        assertThat(ids(claimBulk(10, 2))).containsExactly(bulk.get(0), bulk.get(1), known);
        Bookkeeping.check(store);
        assertThat(claimBulk(10, 0)).isEmpty();
        assertThat(store.claim(10)).isEmpty();
        assertThat(store.allKeys()).contains("aside:bulk:default");

        assertThat(ids(claimBulk(1, 2))).containsExactly(bulk.get(2));
        assertThat(ids(claimBulk(10, 5))).containsExactly(bulk.get(3), bulk.get(4));
        assertThat(claimBulk(10, 5)).isEmpty();
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        Bookkeeping.check(store);
    }

    @Test
    void bulkWorkThatWaitsForRoomIsTakenByPriorityAndTime() {
        List<JobId> imports = submit(OTHER, 9, 5);
        List<JobId> exports = submit(TASK, 5, 1);
        assertThat(claimAsBulk(Set.of(TASK, OTHER), 10, 0)).isEmpty();
        JobId later = submit(OTHER, 5).get(0);

        List<JobId> claimed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            claimed.addAll(ids(claimAsBulk(Set.of(TASK, OTHER), 10, 1)));
            Bookkeeping.check(store);
        }

        assertThat(claimed).containsExactly(exports.get(1), imports.get(1), exports.get(0), later, imports.get(0));
    }

    @Test
    void roomForBulkWorkIsSharedBetweenQueues() {
        for (String queue : List.of("a", "b", "c")) {
            store.submit(20, job(OTHER, queue, 5));
        }
        assertThat(claimBulk(60, 0)).isEmpty();

        List<Claimed> claimed = claimBulk(60, 12);

        assertThat(claimed).hasSize(12);
        assertThat(List.of("a", "b", "c"))
                .allSatisfy(queue -> assertThat(claimed)
                        .filteredOn(job -> job.queue().value().equals(queue))
                        .hasSize(4));
        Bookkeeping.check(store);
    }

    @Test
    void bulkWorkOfAQueueThatIsPausedWaitsForThat() {
        JobId bulk = store.submit(NewJob.of(OTHER, "{}"));
        JobId cancelled = store.submit(NewJob.of(OTHER, "{}"));
        claimBulk(10, 0);
        store.ports.intake().cancel(cancelled);
        store.ports.queues().pause(QueueName.DEFAULT, "ann");

        assertThat(claimBulk(10, 5)).isEmpty();
        assertThat(store.allKeys()).contains("aside:bulk:default");
        Bookkeeping.check(store);
        store.ports.queues().resume(QueueName.DEFAULT, "me");

        assertThat(ids(claimBulk(10, 5))).containsExactly(bulk);
        Bookkeeping.check(store);
    }

    @Test
    void bulkWorkThatNoWorkerKnowsIsNoticed() {
        JobId job = store.submit(NewJob.of(OTHER, "{}"));
        claimBulk(10, 0);

        assertThat(claimAsBulk(Set.of(TASK), 10, 5)).isEmpty();

        assertThat(store.ports.queues().unroutable()).isEqualTo(Map.of(OTHER, 1L));
        store.beat(OTHER);
        assertThat(ids(store.exchange(10, OTHER).claimed())).containsExactly(job);
    }

    @Test
    void aClaimOfQueuesWithNothingAsideTakesFewCommands() {
        store.submit(100, aJob("a", 5, new Due.Now()));
        store.submit(100, aJob("b", 5, new Due.Now()));
        store.claim(10); // Redis knows the script now, and the server its clock
        store.client.executeCommand(new CommandArguments(Protocol.Command.CONFIG).add("RESETSTAT"));

        assertThat(claimBulk(100, 5)).hasSize(100);

        // the rows of docs/redis.md, with two queues
        assertThat(commands())
                .containsEntry("hkeys", 1)
                .containsEntry("zrandmember", 1)
                .containsEntry("smembers", 1)
                .containsEntry("lmpop", 2)
                .containsEntry("hget", 2)
                .containsEntry("zadd", 1)
                .containsEntry("exists", 3)
                .containsEntry("setrange", 100)
                .doesNotContainKeys("hexists", "getrange", "zpopmin", "lindex");
    }

    private Map<String, Integer> commands() {
        byte[] stats =
                (byte[]) store.client.executeCommand(new CommandArguments(Protocol.Command.INFO).add("commandstats"));
        Map<String, Integer> calls = new TreeMap<>();
        for (String line : new String(stats).split("\r\n")) {
            if (line.startsWith("cmdstat_")) {
                calls.put(
                        line.substring(8, line.indexOf(':')),
                        Integer.parseInt(line.replaceAll(".*?:calls=(\\d+),.*", "$1")));
            }
        }
        return calls;
    }

    private List<Claimed> claimBulk(int max, int bulkMax) {
        return store.ports
                .leases()
                .exchange(List.of(), new ClaimRequest(WORKER, max, Set.of(TASK, OTHER), Set.of(OTHER), bulkMax, LEASE))
                .claimed();
    }
}
