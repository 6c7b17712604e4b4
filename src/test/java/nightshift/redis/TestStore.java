package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Event;
import nightshift.job.Failure;
import nightshift.job.Job;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.job.WorkerInfo;
import nightshift.limit.DestinationRules;
import nightshift.limit.SettingsPatch;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.DestinationText;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases.Exchange;
import nightshift.store.SettleResult;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.support.RedisServer;
import nightshift.support.RedisUsers;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/**
 * The store under a fresh namespace for each test, with short words for what tests do to it. It has the rights in Redis
 * that it has when deployed.
 */
final class TestStore implements BeforeEachCallback, AfterEachCallback {

    static final TaskName TASK = new TaskName("demo.noop");
    static final String WORKER = "worker01";
    static final Duration LEASE = Duration.ofMinutes(1);

    private final RedisServer server;
    private final DestinationRules rules;
    RedisStore ports;
    RedisClient client;
    Keys keys;
    Connection redis;

    TestStore(RedisServer server) {
        this(server, DestinationRules.DEFAULTS);
    }

    TestStore(RedisServer server, DestinationRules rules) {
        this.server = server;
        this.rules = rules;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        String namespace = UUID.randomUUID().toString();
        RedisConfig config = new RedisConfig(RedisUsers.application(server, namespace), namespace, 0, rules);
        ports = RedisStore.connect(config, Thread::new, new StoreListener() {});
        client = server.client();
        keys = new Keys(namespace);
        redis = new Connection(client, keys, 0, new StoreListener() {});
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ports.close();
        client.close();
    }

    /** Otherwise the first settlement would reach Redis after the claim that travels with it. */
    void letRedisKnowTheScripts() {
        redis.run(
                LuaScript.SETTLE,
                args(0, new String(DestinationText.rules(rules), UTF_8), "x".repeat(22), "0".repeat(24), "Ds", ""));
    }

    static NewJob aJob() {
        return NewJob.of(TASK, "{}");
    }

    static NewJob aJob(String queue, int priority, Due due) {
        return new NewJob(
                TASK,
                "{}",
                due,
                JobOptions.with().queue(new QueueName(queue)).priority(priority).build());
    }

    static NewJob aJob(String queue, int priority, Due due, String key) {
        return new NewJob(
                TASK,
                "{}",
                due,
                JobOptions.with()
                        .queue(new QueueName(queue))
                        .priority(priority)
                        .key(new JobKey(key))
                        .build());
    }

    /** Changes settings: each pointer is followed by its text, null to remove. */
    void configure(QueueName queue, String... pointersAndValues) {
        ports.queues().configure(queue, patch(pointersAndValues));
    }

    static SettingsPatch patch(String... pointersAndValues) {
        List<SettingsPatch.Change> changes = new ArrayList<>();
        for (int i = 0; i < pointersAndValues.length; i += 2) {
            changes.add(new SettingsPatch.Change(pointersAndValues[i], Optional.ofNullable(pointersAndValues[i + 1])));
        }
        return new SettingsPatch(changes);
    }

    JobId submit() {
        return submit(aJob());
    }

    JobId submit(NewJob job) {
        return submit(Submission.of(job));
    }

    JobId submit(Submission submission) {
        return ((SubmitResult.Accepted)
                        ports.intake().submit(List.of(submission)).get(0))
                .job()
                .id();
    }

    /** Submits the same job so many times, in calls of 500. */
    List<JobId> submit(int times, NewJob job) {
        List<JobId> ids = new ArrayList<>(times);
        for (int left = times; left > 0; left -= 500) {
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(500, left); i++) {
                batch.add(Submission.of(job));
            }
            ports.intake()
                    .submit(batch)
                    .forEach(result ->
                            ids.add(((SubmitResult.Accepted) result).job().id()));
        }
        return ids;
    }

    Claimed claim() {
        return claim(1).get(0);
    }

    List<Claimed> claim(int max) {
        return exchange(max, TASK).claimed();
    }

    Exchange exchange(int max, TaskName... tasks) {
        return ports.leases().exchange(List.of(), new ClaimRequest(WORKER, max, Set.of(tasks), LEASE));
    }

    SettleResult settle(Settlement settlement) {
        return settle(List.of(settlement)).get(0);
    }

    List<SettleResult> settle(List<Settlement> settlements) {
        return ports.leases()
                .exchange(settlements, new ClaimRequest(WORKER, 0, Set.of(), LEASE))
                .settled();
    }

    SettleResult succeed(Claimed job) {
        return settle(settlement(job, Outcome.SUCCEEDED, JobState.SUCCEEDED));
    }

    SettleResult fail(Claimed job) {
        return settle(settlement(job, Outcome.FAILED, JobState.DEAD));
    }

    static Settlement settlement(Claimed job, Outcome outcome, JobState next) {
        return settlement(job, job.lease(), outcome, next);
    }

    static Settlement settlement(Claimed job, Lease lease, Outcome outcome, JobState next) {
        Optional<Failure> failure = outcome == Outcome.SUCCEEDED
                ? Optional.empty()
                : Optional.of(new Failure("some.Failure", "it did not work", "at Some.method"));
        Attempt attempt = new Attempt(
                lease.attempt(),
                Optional.of(outcome),
                job.startedAt(),
                Optional.of(job.startedAt().plusMillis(20)),
                WORKER,
                failure,
                Optional.empty());
        Settlement settlement = new Settlement(lease, attempt, next, Duration.ofHours(1), Optional.empty());
        return failure.map(why -> settlement.because(
                        Causes.of(job.task(), why, job.options().destination())))
                .orElse(settlement);
    }

    Job job(JobId id) {
        return ports.catalog().find(id).orElseThrow();
    }

    JobState state(JobId id) {
        return job(id).state();
    }

    byte[] record(JobId id) {
        return client.get(key(id));
    }

    byte[] key(JobId id) {
        return keys.job(ShortId.text(id));
    }

    /** Overwrites a part of a job's record. */
    void patch(JobId id, int from, String text) {
        client.setrange(key(id), from, text.getBytes(ISO_8859_1));
    }

    /** Lets the leases of all running jobs run out. */
    void expireLeases() {
        client.zrange(keys.leases(), 0, -1).forEach(id -> client.zadd(keys.leases(), 1, id));
    }

    /** Lets the time of every waiting job come. */
    void makeAllDue() {
        client.zrange(keys.due(), 0, -1).forEach(id -> client.zadd(keys.due(), 1, id));
    }

    /** Runs the purge script as if every retention had ended: in ms, and how many succeeded jobs may stay. */
    long purge(long keep, long keepDead, long most) {
        long removed = 0;
        String position = "";
        do {
            List<?> answer =
                    (List<?>) redis.run(LuaScript.PURGE, args(position, 500, "ripe", keep, keepDead, most, "all", ""));
            position = new String((byte[]) answer.get(0), UTF_8);
            removed += (Long) answer.get(1);
        } while (!position.isEmpty());
        return removed;
    }

    static List<byte[]> args(Object... args) {
        return Arrays.stream(args).map(arg -> arg.toString().getBytes(UTF_8)).toList();
    }

    static WorkerInfo worker(String id, Instant startedAt, WorkerInfo.State state, TaskName... tasks) {
        return new WorkerInfo(
                id,
                "host-of-" + id,
                4711,
                "1.2.3",
                startedAt,
                Instant.EPOCH,
                state,
                16,
                3,
                new TreeSet<>(Set.of(tasks)));
    }

    void beat(TaskName... tasks) {
        ports.workers().beat(worker(WORKER, Instant.now(), WorkerInfo.State.LIVE, tasks), LEASE);
    }

    /** A cursor behind all events that there are; there is at least one. */
    String lastEvent() {
        List<StreamEntry> last = client.xrevrange(keys.events(), "+", "-", 1);
        return last.get(0).getID().toString();
    }

    /** The queues of which servers have heard since then that jobs may start. */
    List<QueueName> roomFreedSince(String cursor) {
        return ports.events().since(cursor, 100).stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> event instanceof Event.RoomFreed freed
                        ? Optional.of(freed.queue())
                        : Optional.<QueueName>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    /** All keys of this namespace, without the prefix; the marks of the watch, which come at any time, excepted. */
    Set<String> allKeys() {
        return client.keys("*").stream()
                .filter(key -> key.startsWith(keys.prefix()))
                .map(key -> key.substring(keys.prefix().length()))
                .filter(key -> !Set.of("store", "mark", "mark:at", "mark:plain").contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
