package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * Names every key. All begin with the namespace as their hash tag, so that they share one slot of a Redis Cluster
 * and one script can change several. {@code docs/redis.md} lists what each holds.
 */
public final class Keys {

    private final String prefix;

    public Keys(String namespace) {
        prefix = "{" + namespace + "}:";
    }

    /** The prefix of every key, and the key by which scripts are routed. */
    public String prefix() {
        return prefix;
    }

    public byte[] job(String shortId) {
        return of("job:" + shortId);
    }

    public String ready(String queue, int priority) {
        return prefix + "ready:" + queue + ":" + priority;
    }

    /** Why ready jobs stand aside; {@code lua/aside.lua} describes it. */
    public enum Aside {

        /** No worker that popped the job knows its task. Keys are {@code task@queue}. */
        TASK,
        /** The worker had no room for more bulk work. Keys are queues. */
        BULK,
        /** The job's key is at a limit. Keys are {@code key@queue}. */
        KEY;

        /** The queue whose jobs wait under a key. */
        public static String queueOf(String key) {
            return key.substring(key.lastIndexOf('@') + 1);
        }
    }

    /** The keys of a reason under which jobs wait. */
    public String aside(Aside reason) {
        return prefix + "aside:" + reason.name().toLowerCase(Locale.ROOT);
    }

    /** Ids of ready jobs that wait for one thing, in the order in which they are to run. */
    public String aside(Aside reason, String key) {
        return aside(reason) + ":" + key;
    }

    public String due() {
        return prefix + "due";
    }

    public String leases() {
        return prefix + "leases";
    }

    public String ended(char stateCode) {
        return prefix + "ended:" + stateCode;
    }

    /** Ids of the jobs of a queue in a state, where the state is one that is indexed; in order of the ids. */
    public String state(char stateCode, String queue) {
        return prefix + "state:" + stateCode + ":" + queue;
    }

    public String index() {
        return prefix + "index";
    }

    public String queues() {
        return prefix + "queues";
    }

    public String queueTasks() {
        return prefix + "queue-tasks";
    }

    public String paused() {
        return prefix + "paused";
    }

    /** What was set for each queue. */
    public String queueSettings() {
        return prefix + "queue-settings";
    }

    /** The job keys of a fair queue, by how many turns each has had. */
    public String turns(String queue) {
        return prefix + "turns:" + queue;
    }

    /** The ready jobs of a job key of a fair queue. */
    public String turn(String queue, String key) {
        return prefix + "turn:" + queue + ":" + key;
    }

    /** How many jobs of each job key of a queue run. */
    public String running(String queue) {
        return prefix + "running:" + queue;
    }

    public String counts() {
        return prefix + "counts";
    }

    public String flow(long minute) {
        return prefix + "flow:" + minute;
    }

    public String events() {
        return prefix + "events";
    }

    public String workers() {
        return prefix + "workers";
    }

    public String workerInfo() {
        return prefix + "worker-info";
    }

    String replicated() {
        return prefix + "replicated";
    }

    public String bulk(String shortId) {
        return prefix + "bulk:" + shortId;
    }

    public String bulkOfKind(char kind) {
        return prefix + "bulk:" + kind;
    }

    public String archiver() {
        return prefix + "archiver";
    }

    /** Which store this is: drawn at random by the first server that wrote here. */
    String store() {
        return prefix + "store";
    }

    /** Counted up by {@code probe.lua}. */
    String mark() {
        return prefix + "mark";
    }

    /** A count that {@link #mark()} had reached, set by a plain command. */
    String plainMark() {
        return prefix + "mark:plain";
    }

    /** The last loss of data that a server noticed. */
    String loss() {
        return prefix + "loss";
    }

    private byte[] of(String rest) {
        return (prefix + rest).getBytes(UTF_8);
    }
}
