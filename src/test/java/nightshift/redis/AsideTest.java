package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.WorkerInfo;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.JobLeases.Exchange;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** Ready jobs that cannot run now stand aside, and come back where they were. */
class AsideTest {

    private static final TaskName OTHER = new TaskName("other.task");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aJobOfAnUnknownTaskWaitsForAWorkerThatKnowsIt() {
        JobId unknown = store.submit(NewJob.of(OTHER, "{}"));
        JobId known = store.submit();

        assertThat(ids(store.claim(10))).containsExactly(known);
        assertThat(store.state(unknown)).isEqualTo(JobState.READY);
        Bookkeeping.check(store);
        store.beat(TASK);
        assertThat(store.exchange(10, TASK, OTHER).claimed()).isEmpty();

        store.beat(TASK, OTHER);
        Bookkeeping.check(store);
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed())).containsExactly(unknown);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        Bookkeeping.check(store);
    }

    @Test
    void aTaskWhoseNameBeginsLikeAnotherOneIsNotWokenWithIt() {
        TaskName longer = new TaskName("other.task:v2");
        store.submit(NewJob.of(longer, "{}"));
        store.claim(10);

        store.beat(OTHER);
        assertThat(store.allKeys()).contains("aside:task:other.task:v2@default");
        store.beat(longer);

        assertThat(store.exchange(10, longer).claimed()).hasSize(1);
    }

    @Test
    void aDrainingWorkerWakesNothing() {
        store.submit(NewJob.of(OTHER, "{}"));
        store.claim(10);

        store.ports.workers().beat(TestStore.worker(WORKER, Instant.now(), WorkerInfo.State.DRAINING, OTHER), LEASE);

        assertThat(store.allKeys()).contains("aside:task:" + OTHER + "@default");
    }

    @Test
    void jobsComeBackByPriorityAndTimeBeforeThoseThatCameLater() {
        List<JobId> first = submit(OTHER, 9, 5, 1, 5);
        assertThat(store.claim(10)).isEmpty();
        List<JobId> second = submit(OTHER, 1, 9, 5);
        assertThat(store.claim(10)).isEmpty();
        List<JobId> third = submit(OTHER, 5, 1, 9);

        store.beat(OTHER);

        Bookkeeping.check(store);
        assertThat(ids(store.exchange(20, OTHER).claimed()))
                .containsExactly(
                        first.get(2),
                        second.get(0),
                        third.get(1),
                        first.get(1),
                        first.get(3),
                        second.get(2),
                        third.get(0),
                        first.get(0),
                        second.get(1),
                        third.get(2));
    }

    @Test
    void moreJobsThanOneBeatWakesComeBackInOrder() {
        List<JobId> ids = store.submit(700, NewJob.of(OTHER, "{}"));
        IntStream.range(0, ids.size()).forEach(n -> store.patch(ids.get(n), 10, Long.toString(1_700_000_000_000L + n)));
        assertThat(store.claim(500)).isEmpty();
        assertThat(store.claim(500)).isEmpty();

        store.beat(OTHER);
        store.beat(OTHER);

        List<JobId> claimed = new ArrayList<>(ids(store.exchange(500, OTHER).claimed()));
        claimed.addAll(ids(store.exchange(500, OTHER).claimed()));
        assertThat(claimed).isEqualTo(ids);
        Bookkeeping.check(store);
    }

    @Test
    void theJobsOfManyUnknownTasksComeBackWithoutLoss() {
        List<TaskName> tasks =
                IntStream.range(0, 20).mapToObj(n -> new TaskName("task" + n)).toList();
        tasks.forEach(task -> store.submit(500, NewJob.of(task, "{}")));
        while (store.exchange(500, TASK).more()) {
            assertThat(store.claim(0)).isEmpty();
        }

        TaskName[] all = tasks.toArray(TaskName[]::new);
        Set<JobId> claimed = new HashSet<>();
        for (int beat = 0; beat < 30; beat++) {
            store.beat(all);
            for (Exchange exchange = store.exchange(500, all);
                    !exchange.claimed().isEmpty();
                    exchange = store.exchange(500, all)) {
                claimed.addAll(ids(exchange.claimed()));
            }
        }

        assertThat(claimed).hasSize(10_000);
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
    void jobsThatStandAsideAreReadyJobsOfTheirQueue() {
        JobId unknown = store.submit(job(OTHER, "mail", 5));
        JobId heldBack = store.submit(job(TASK, "mail", 5));
        JobId elsewhere = store.submit(job(OTHER, "other", 5));
        assertThat(claimAsBulk(Set.of(TASK), 10, 0)).isEmpty();

        assertThat(store.ports
                        .queues()
                        .queue(new QueueName("mail"))
                        .orElseThrow()
                        .counts())
                .containsEntry(JobState.READY, 2L);
        assertThat(listed(Optional.of(new QueueName("mail")))).containsExactlyInAnyOrder(unknown, heldBack);
        assertThat(listed(Optional.empty())).containsExactlyInAnyOrder(unknown, heldBack, elsewhere);
        assertThat(store.ports.queues().unroutable()).isEqualTo(Map.of(OTHER, 2L));
        assertThat(store.ports.queues().workload().backlog()).isEqualTo(1);

        store.ports.queues().pause(new QueueName("other"), "ann");
        assertThat(store.ports.queues().workload().backlog()).isEqualTo(1);
    }

    private List<JobId> listed(Optional<QueueName> queue) {
        JobFilter filter = new JobFilter(
                Set.of(JobState.READY),
                queue.map(name -> Matches.exactly(Field.QUEUE, name.value())).stream()
                        .collect(Collectors.toList()));
        return store.ports.catalog().page(filter, 50, Optional.empty()).jobs().stream()
                .map(JobSummary::id)
                .toList();
    }

    @Test
    void aJobThatIsCancelledWhereItStandsAsideIsGoneAtOnce() {
        JobId unknown = store.submit(NewJob.of(OTHER, "{}"));
        JobId heldBack = store.submit();
        claimAsBulk(Set.of(TASK), 10, 0);

        store.ports.intake().cancel(unknown);
        store.ports.intake().cancel(heldBack);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        assertThat(store.ports.queues().unroutable()).isEmpty();
        store.ports.intake().retry(unknown);
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed())).containsExactly(unknown);
        Bookkeeping.check(store);
    }

    @Test
    void whatAnEarlierVersionCancelledIsDroppedByThePurge() {
        store.submit(2, NewJob.of(OTHER, "{}")).forEach(id -> {
            store.claim(10);
            store.patch(id, 1, "C");
        });

        store.purge(Long.MAX_VALUE >> 12, Long.MAX_VALUE >> 12, 100);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parked", "held-back"})
    void jobsThatAnEarlierVersionSetAsideComeBackWithTheFirstBeat(String set) {
        List<JobId> before = submit(OTHER, 5, 9, 5);
        JobId cancelled = submit(OTHER, 5).get(0);
        store.ports.intake().cancel(cancelled);
        Stream.concat(before.stream(), Stream.of(cancelled)).map(ShortId::text).forEach(id -> {
            store.client.lrem(store.keys.ready("default", 5), 0, id);
            store.client.lrem(store.keys.ready("default", 9), 0, id);
            store.client.rpush(store.keys.prefix() + set + ":" + OTHER, id);
        });
        store.client.sadd(store.keys.prefix() + set, OTHER.value());
        JobId later = submit(OTHER, 5).get(0);

        store.beat(TASK);

        Bookkeeping.check(store);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith(set));
        assertThat(ids(store.exchange(10, OTHER).claimed()))
                .containsExactly(before.get(0), before.get(2), later, before.get(1));
    }

    @Test
    void theScriptForTheWayBackPutsEveryJobBackInItsQueue() throws IOException {
        List<JobId> unknown = submit(OTHER, 9, 5);
        JobId heldBack = submit(TASK, 1).get(0);
        claimAsBulk(Set.of(TASK), 10, 0);
        String page = Files.readString(Path.of("docs/operations.md"));
        int script = page.indexOf("```lua\n") + 7;

        List<Object> moved = new ArrayList<>();
        do {
            moved.add(store.client.eval(
                    page.substring(script, page.indexOf("```", script)), List.of(store.keys.prefix()), List.of()));
        } while (!moved.contains(0L));

        assertThat(moved).containsExactly(3L, 0L);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed()))
                .containsExactly(heldBack, unknown.get(1), unknown.get(0));
        Bookkeeping.check(store);
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

    /** By a worker for which all its tasks are bulk work. */
    private List<Claimed> claimAsBulk(Set<TaskName> tasks, int max, int bulkMax) {
        return store.ports
                .leases()
                .exchange(List.of(), new ClaimRequest(WORKER, max, tasks, tasks, bulkMax, LEASE))
                .claimed();
    }

    private List<JobId> submit(TaskName task, int... priorities) {
        return IntStream.of(priorities)
                .mapToObj(priority -> store.submit(job(task, "default", priority)))
                .toList();
    }

    private static NewJob job(TaskName task, String queue, int priority) {
        return new NewJob(
                task,
                "{}",
                JobOptions.with().queue(new QueueName(queue)).priority(priority).build());
    }

    private static List<JobId> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.lease().job()).toList();
    }
}
