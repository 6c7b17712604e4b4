package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import nightshift.format.SettingsText;
import nightshift.job.JobState;
import nightshift.limit.QueueLayers;
import nightshift.limit.SettingValues;
import nightshift.limit.SettingsPatch;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.Names;
import nightshift.store.QueueControl;
import nightshift.store.QueueStatus;
import nightshift.store.Workload;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

final class RedisQueueControl implements QueueControl {

    /** How many of the tasks that no worker knows are looked at in all queues: clients can invent any number of them. */
    private static final int UNROUTABLE_KEYS = 1_000;

    /** The states that a job can wait in. */
    private static final List<JobState> WAITING = List.of(JobState.READY, JobState.SCHEDULED, JobState.RETRYING);

    private static final long EMPTY_BATCH = 500;

    private final Connection redis;
    private final Keys keys;
    private final RedisQueueSettings settings;

    RedisQueueControl(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.settings = new RedisQueueSettings(redis, keys);
    }

    @Override
    public List<QueueStatus> queues() {
        return statuses(redis.call("queues", j -> new TreeSet<>(j.smembers(keys.queues()))));
    }

    @Override
    public Optional<QueueStatus> queue(QueueName name) {
        boolean exists = redis.call("queue", j -> j.sismember(keys.queues(), name.value()));
        return exists ? statuses(List.of(name.value())).stream().findFirst() : Optional.empty();
    }

    private List<QueueStatus> statuses(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        long now = redis.now();
        List<Map<String, String>> hashes = redis.call("queues", j -> {
            try (AbstractPipeline pipeline = j.pipelined()) {
                List<Response<Map<String, String>>> answers = List.of(
                        pipeline.hgetAll(keys.counts()),
                        pipeline.hgetAll(keys.paused()),
                        pipeline.hgetAll(keys.flow(now / 60_000 - 1)),
                        pipeline.hgetAll(keys.queueSettings()));
                pipeline.sync();
                return answers.stream().map(Response::get).toList();
            }
        });
        Map<String, String> counts = hashes.get(0);
        Map<String, Long> oldest = oldest(names, counts);
        List<QueueStatus> statuses = new ArrayList<>();
        for (String name : names) {
            QueueLayers layers = SettingsText.read(hashes.get(3).getOrDefault(name, ""));
            statuses.add(
                    status(name, counts, hashes.get(1), hashes.get(2), oldest.getOrDefault(name, 0L), now, layers));
        }
        return statuses;
    }

    private Map<String, Long> oldest(Collection<String> names, Map<String, String> counts) {
        List<String> busy = names.stream()
                .filter(name -> number(counts, name + ":" + JobState.READY.code()) > 0)
                .toList();
        Map<String, Long> oldest = new HashMap<>();
        if (!busy.isEmpty()) {
            List<?> since = (List<?>) redis.run(
                    LuaScript.OLDEST, busy.stream().map(n -> n.getBytes(UTF_8)).toList());
            for (int i = 0; i < busy.size(); i++) {
                oldest.put(busy.get(i), (Long) since.get(i));
            }
        }
        return oldest;
    }

    private static QueueStatus status(
            String name,
            Map<String, String> counts,
            Map<String, String> paused,
            Map<String, String> flow,
            long oldest,
            long now,
            QueueLayers layers) {
        Map<JobState, Long> byState = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            byState.put(state, number(counts, name + ":" + state.code()));
        }
        return new QueueStatus(
                new QueueName(name),
                Optional.ofNullable(paused.get(name)).map(RedisQueueControl::pause),
                byState,
                oldest == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, now - oldest))),
                number(flow, name + ":s") / 60.0,
                Stream.of(":D", ":F", ":C", ":E")
                                .mapToLong(end -> number(flow, name + end))
                                .sum()
                        / 60.0,
                layers);
    }

    /** The pause that a text of {@code paused} stands for. */
    static QueueStatus.Pause pause(String text) {
        return new QueueStatus.Pause(Instant.ofEpochMilli(Long.parseLong(text.substring(0, 13))), text.substring(13));
    }

    @Override
    public void pause(QueueName name, String by) {
        switchPause(name, "p", by);
    }

    @Override
    public void resume(QueueName name, String by) {
        switchPause(name, "r", by);
    }

    private void switchPause(QueueName name, String what, String by) {
        redis.run(LuaScript.PAUSE, List.of(name.value().getBytes(UTF_8), what.getBytes(UTF_8), by.getBytes(UTF_8)));
    }

    @Override
    public void configure(QueueName name, SettingsPatch patch) {
        settings.change(name, patch);
    }

    @Override
    public void configure(Map<QueueName, SettingValues> file) {
        settings.changeFile(file);
    }

    @Override
    public long empty(QueueName name) {
        String queue = name.value();
        String[] fields =
                WAITING.stream().map(state -> queue + ":" + state.code()).toArray(String[]::new);
        long waiting = redis.call("queue", j -> j.hmget(keys.counts(), fields)).stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
        long removed = 0;
        while (removed < waiting) {
            byte[] most =
                    Long.toString(Math.min(EMPTY_BATCH, waiting - removed)).getBytes(UTF_8);
            List<?> answer = (List<?>) redis.run(LuaScript.EMPTY, List.of(queue.getBytes(UTF_8), most));
            removed += (Long) answer.get(0);
            if ((Long) answer.get(1) == 0) {
                break;
            }
        }
        return removed;
    }

    @Override
    public Forgetting forget(QueueName name) {
        byte[] answer =
                (byte[]) redis.run(LuaScript.FORGET, List.of(name.value().getBytes(UTF_8)));
        return switch ((char) answer[0]) {
            case 'D' -> Forgetting.DONE;
            case 'N' -> Forgetting.UNKNOWN;
            case 'J' -> Forgetting.HAS_JOBS;
            default -> Forgetting.IN_FILE;
        };
    }

    @Override
    public Map<TaskName, Long> unroutable() {
        return redis.call("unroutable jobs", j -> {
            Map<String, Response<Long>> sizes = new HashMap<>();
            List<String> waiting = j.zrange(keys.aside(Keys.Aside.TASK), 0, UNROUTABLE_KEYS - 1);
            try (AbstractPipeline pipeline = j.pipelined()) {
                waiting.forEach(key -> sizes.put(key, pipeline.zcard(keys.aside(Keys.Aside.TASK, key))));
                pipeline.sync();
            }
            Map<TaskName, Long> jobs = new HashMap<>();
            sizes.forEach(
                    (key, size) -> jobs.merge(Names.task(key.substring(0, key.indexOf('@'))), size.get(), Long::sum));
            return jobs;
        });
    }

    @Override
    public List<Throughput> throughput(int minutes) {
        long current = redis.now() / 60_000;
        return redis.call("throughput", j -> {
            List<Response<Map<String, String>>> flows = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (long minute = current - minutes + 1; minute <= current; minute++) {
                    flows.add(pipeline.hgetAll(keys.flow(minute)));
                }
                pipeline.sync();
            }
            List<Throughput> throughput = new ArrayList<>();
            for (int i = 0; i < minutes; i++) {
                Map<String, String> flow = flows.get(i).get();
                throughput.add(new Throughput(
                        Instant.ofEpochSecond((current - minutes + 1 + i) * 60),
                        sum(flow, ":s"),
                        sum(flow, ":D"),
                        sum(flow, ":f"),
                        sum(flow, ":F")));
            }
            return throughput;
        });
    }

    @Override
    public Workload workload() {
        List<?> atHand = (List<?>) redis.run(LuaScript.WORKLOAD, List.of());
        long now = (Long) atHand.get(0);
        long minute = now / 60_000;
        long sampled = (Long) atHand.get(1);
        long age = sampled == 0 ? 0 : (Long) atHand.get(2) / sampled;
        long unroutable = (Long) atHand.get(3);
        return redis.call("workload", j -> {
            Response<Map<String, String>> before;
            Response<Map<String, String>> current;
            Response<Map<String, String>> counts;
            Response<Set<String>> paused;
            Response<Map<String, String>> settings;
            try (AbstractPipeline pipeline = j.pipelined()) {
                before = pipeline.hgetAll(keys.flow(minute - 1));
                current = pipeline.hgetAll(keys.flow(minute));
                counts = pipeline.hgetAll(keys.counts());
                paused = pipeline.hkeys(keys.paused());
                settings = pipeline.hgetAll(keys.queueSettings());
                pipeline.sync();
            }
            ToLongFunction<String> flow = kind -> sum(before.get(), kind) + sum(current.get(), kind);
            long held = paused.get().stream()
                    .mapToLong(queue -> number(counts.get(), queue + ":" + JobState.READY.code()))
                    .sum();
            settings.get().keySet().removeAll(paused.get());
            held += settings.get().entrySet().stream()
                    .mapToLong(queue -> beyondLimit(queue.getKey(), SettingsText.read(queue.getValue()), counts.get()))
                    .sum();
            return new Workload(
                    Duration.ofMillis(60_000 + now % 60_000),
                    flow.applyAsLong(":r"),
                    flow.applyAsLong(":a"),
                    Duration.ofMillis(flow.applyAsLong(":t")),
                    Math.max(0, number(counts.get(), "*:" + JobState.READY.code()) - held - unroutable),
                    Math.max(0, number(counts.get(), "*:" + JobState.RUNNING.code())),
                    Duration.ofMillis(age));
        });
    }

    /** How many ready jobs of a queue are more than may run beside those that do. */
    private static long beyondLimit(String queue, QueueLayers layers, Map<String, String> counts) {
        long ready = number(counts, queue + ":" + JobState.READY.code());
        long running = number(counts, queue + ":" + JobState.RUNNING.code());
        return layers.settings()
                .concurrency()
                .map(most -> Math.max(0, ready - Math.max(0, most - running)))
                .orElse(0L);
    }

    private static long sum(Map<String, String> flow, String kind) {
        return flow.entrySet().stream()
                .filter(e -> e.getKey().endsWith(kind))
                .mapToLong(e -> Long.parseLong(e.getValue()))
                .sum();
    }

    private static long number(Map<String, String> map, String field) {
        String value = map.get(field);
        return value == null ? 0 : Long.parseLong(value);
    }
}
