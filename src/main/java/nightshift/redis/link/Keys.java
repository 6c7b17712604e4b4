package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * Names every key. All begin with the namespace as their hash tag, so that they share one slot of a Redis Cluster
 * and one script can change several. {@code docs/redis.md} lists what each holds.
 */
public final class Keys {

    private final String prefix;

    /** @param namespace what this installation calls its data; installations with different namespaces can share a Redis */
    public Keys(String namespace) {
        prefix = "{" + namespace + "}:";
    }

    /** The prefix of every key, and the key by which scripts are routed. */
    public String prefix() {
        return prefix;
    }

    /** The record of a job. */
    public byte[] job(String shortId) {
        return of("job:" + shortId);
    }

    /** Ids of the ready jobs of a queue with this priority, in the order in which they run. */
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
        KEY,
        /** The job's destination is at a limit, or its breaker is not closed. Keys are {@code host@queue}. */
        HOST;

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

    /** Ids of jobs that are scheduled or retrying, by the time at which they are due. */
    public String due() {
        return prefix + "due";
    }

    /** Ids of running jobs, by the time at which their leases run out. */
    public String leases() {
        return prefix + "leases";
    }

    /** Ids of jobs in a final state, by the time at which they came into it. */
    public String ended(char stateCode) {
        return prefix + "ended:" + stateCode;
    }

    /** Ids of the jobs of a queue in an indexed state, in the order of the ids. */
    public String state(char stateCode, String queue) {
        return prefix + "state:" + stateCode + ":" + queue;
    }

    /** Ids of all jobs, in the order in which they were submitted. */
    public String index() {
        return prefix + "index";
    }

    /** What each segment of the index for search covers, by the name of the segment. */
    public byte[] segments() {
        return of("segments");
    }

    /** A column of the index for search, by the name of the segment. */
    public byte[] columns(char letter) {
        return of("columns:" + letter);
    }

    /** Marks for what the index for search no longer has right. */
    public String changed() {
        return prefix + "changed";
    }

    /** Which worker keeps the index for search at the moment. */
    public String indexer() {
        return prefix + "indexer";
    }

    /** Names of all queues. */
    public String queues() {
        return prefix + "queues";
    }

    /** Pairs of a queue and a task, by the time at which they were last seen. */
    public String queueTasks() {
        return prefix + "queue-tasks";
    }

    /** When and by whom each paused queue was paused. */
    public String paused() {
        return prefix + "paused";
    }

    /** What was set for each queue. */
    public String queueSettings() {
        return prefix + "queue-settings";
    }

    /** The jobs of a fair queue by their turns, and {@code ~} with a job key before the turns of more jobs of that key. */
    public String turns(String queue) {
        return prefix + "turns:" + queue;
    }

    /** The ready jobs of a job key of a fair queue that have no turn yet. */
    public String turn(String queue, String key) {
        return prefix + "turn:" + queue + ":" + key;
    }

    /** How many jobs of each job key of a queue run. */
    public String running(String queue) {
        return prefix + "running:" + queue;
    }

    /** The destinations that were called, by the time of the latest call. */
    public String destinations() {
        return prefix + "destinations";
    }

    /** The limits that were set for destinations. */
    public String destinationLimits() {
        return prefix + "destination-limits";
    }

    /** The breakers that are not closed, or have closed recently. */
    public String breakers() {
        return prefix + "breakers";
    }

    /** How many jobs call each destination that has a limit for that. */
    public String calling() {
        return prefix + "calling";
    }

    /**
     * Calls and failures, by destination.
     *
     * @param tenSeconds since 1970
     */
    public String calls(long tenSeconds) {
        return prefix + "calls:" + tenSeconds;
    }

    /** Failure groups, by the time of the latest failure. */
    public String failures() {
        return prefix + "failures";
    }

    /** Numbers of members of all groups, and of groups. */
    public String failureTotals() {
        return prefix + "failure-totals";
    }

    /** A failure group: its cause, and what is known of it. */
    public String failure(String group) {
        return prefix + "failure:" + group;
    }

    /**
     * Ids of the members of a failure group, in the order of the ids.
     *
     * @param set {@code F} for those that are dead, {@code T} for those that are to be tried again
     */
    public String failed(char set, String group) {
        return prefix + "failed:" + set + ":" + group;
    }

    /**
     * How many attempts failed in an hour, by failure group.
     *
     * @param hour since 1970
     */
    public String failedIn(long hour) {
        return prefix + "failed-in:" + hour;
    }

    /** Numbers of jobs, by queue and state. */
    public String counts() {
        return prefix + "counts";
    }

    /**
     * What happened in a minute, counted by queue.
     *
     * @param minute since 1970
     */
    public String flow(long minute) {
        return prefix + "flow:" + minute;
    }

    /** The feed of changes. */
    public String events() {
        return prefix + "events";
    }

    /** Ids of workers, by the time at which they count as lost. */
    public String workers() {
        return prefix + "workers";
    }

    /** What each worker reported with its last heartbeat. */
    public String workerInfo() {
        return prefix + "worker-info";
    }

    /**
     * What was done.
     *
     * @param list {@code control} for what people did, {@code workers} for workers that came and went
     */
    public String history(String list) {
        return prefix + "history:" + list;
    }

    String replicated() {
        return prefix + "replicated";
    }

    /** A bulk job and its checkpoints. */
    public String bulk(String shortId) {
        return prefix + "bulk:" + shortId;
    }

    /** Ids of the bulk jobs of a kind, by the time at which they began. */
    public String bulkOfKind(char kind) {
        return prefix + "bulk:" + kind;
    }

    /** Names of the schedules that have a turn ahead, by its time. */
    public String schedules() {
        return prefix + "schedules";
    }

    /** Names of all schedules, in their order. */
    public String scheduleNames() {
        return prefix + "schedule-names";
    }

    /** Names of the schedules that code defines, by the time until which a server has announced the code. */
    public String scheduleCode() {
        return prefix + "schedule-code";
    }

    /** A schedule: its rule, and where it is. */
    public byte[] schedule(String name) {
        return of("schedule:" + name);
    }

    /** The latest runs of a schedule, newest first. */
    public String scheduleRuns(String name) {
        return prefix + "schedule-runs:" + name;
    }

    /** The token of the self-audit that is under way. */
    public String integrity() {
        return prefix + "integrity";
    }

    /** What the self-audit has found, and when it was asked for. */
    public String integrityReport() {
        return prefix + "integrity-report";
    }

    /** Which worker removes finished jobs at the moment. */
    public String archiver() {
        return prefix + "archiver";
    }

    /** A random id of this store, set by the first server that wrote to it. */
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
