package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The name of every key. All begin with the namespace as their hash tag, so that they share one slot of a Redis Cluster
 * and one script can change several. {@code docs/redis.md} lists what each holds.
 */
final class Keys {

    private final String prefix;

    Keys(String namespace) {
        prefix = "{" + namespace + "}:";
    }

    /** What every key begins with; the key by which scripts are routed. */
    String prefix() {
        return prefix;
    }

    byte[] job(String shortId) {
        return of("job:" + shortId);
    }

    String ready(String queue, int priority) {
        return prefix + "ready:" + queue + ":" + priority;
    }

    String parkedTasks() {
        return prefix + "parked";
    }

    String parked(String task) {
        return prefix + "parked:" + task;
    }

    String heldBackTasks() {
        return prefix + "held-back";
    }

    String heldBack(String task) {
        return prefix + "held-back:" + task;
    }

    String due() {
        return prefix + "due";
    }

    String leases() {
        return prefix + "leases";
    }

    String ended(char stateCode) {
        return prefix + "ended:" + stateCode;
    }

    /** Ids of the jobs of a queue in a state, where the state is one that is indexed; in order of the ids. */
    String state(char stateCode, String queue) {
        return prefix + "state:" + stateCode + ":" + queue;
    }

    String index() {
        return prefix + "index";
    }

    String queues() {
        return prefix + "queues";
    }

    String queueTasks() {
        return prefix + "queue-tasks";
    }

    String paused() {
        return prefix + "paused";
    }

    String counts() {
        return prefix + "counts";
    }

    String flow(long minute) {
        return prefix + "flow:" + minute;
    }

    String events() {
        return prefix + "events";
    }

    String workers() {
        return prefix + "workers";
    }

    String workerInfo() {
        return prefix + "worker-info";
    }

    String replicated() {
        return prefix + "replicated";
    }

    String bulk(String shortId) {
        return prefix + "bulk:" + shortId;
    }

    String bulkOfKind(char kind) {
        return prefix + "bulk:" + kind;
    }

    String archiver() {
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
