package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightshift.job.WorkerInfo;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.store.WorkerRegistry;
import nightshift.task.TaskName;
import redis.clients.jedis.resps.Tuple;

/** Keeps workers by the time at which they count as lost, and what each reports about itself as lines of text. */
final class RedisWorkerRegistry implements WorkerRegistry {

    private final Connection redis;
    private final Keys keys;

    RedisWorkerRegistry(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public void beat(WorkerInfo worker, Duration ttl) {
        String about = String.join(
                "\n",
                worker.host(),
                Long.toString(worker.pid()),
                worker.version(),
                Long.toString(worker.startedAt().toEpochMilli()),
                Integer.toString(worker.concurrency()),
                Integer.toString(worker.running()),
                worker.tasks().stream().map(TaskName::value).collect(Collectors.joining(" ")));
        List<byte[]> args = new ArrayList<>();
        args.add(bytes(worker.id()));
        args.add(bytes(Long.toString(ttl.toMillis())));
        args.add(bytes(worker.state() == WorkerInfo.State.DRAINING ? "D" : "L"));
        args.add(bytes(about));
        worker.tasks().forEach(task -> args.add(bytes(task.value())));
        redis.run(LuaScript.BEAT, args);
    }

    @Override
    public void leave(String workerId) {
        redis.run(LuaScript.LEAVE, List.of(bytes(workerId)));
    }

    @Override
    public List<WorkerInfo> workers() {
        return redis.call("workers", j -> {
            Map<String, String> infos = j.hgetAll(keys.workerInfo());
            long now = redis.now();
            List<WorkerInfo> workers = new ArrayList<>();
            for (Tuple alive : j.zrangeWithScores(keys.workers(), 0, -1)) {
                String info = infos.get(alive.getElement());
                if (info != null) {
                    workers.add(read(alive.getElement(), info, alive.getScore() < now));
                }
            }
            workers.sort(Comparator.comparing(WorkerInfo::startedAt));
            return workers;
        });
    }

    private static WorkerInfo read(String id, String info, boolean lost) {
        String[] lines = info.substring(14).split("\n", 7);
        WorkerInfo.State state = lost
                ? WorkerInfo.State.LOST
                : info.charAt(0) == 'D' ? WorkerInfo.State.DRAINING : WorkerInfo.State.LIVE;
        Set<TaskName> tasks = new TreeSet<>();
        for (String task : lines[6].split(" ")) {
            if (!task.isEmpty()) {
                tasks.add(new TaskName(task));
            }
        }
        return new WorkerInfo(
                id,
                lines[0],
                Long.parseLong(lines[1]),
                lines[2],
                Instant.ofEpochMilli(Long.parseLong(lines[3])),
                Instant.ofEpochMilli(Long.parseLong(info.substring(1, 14))),
                state,
                Integer.parseInt(lines[4]),
                Integer.parseInt(lines[5]),
                tasks);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
