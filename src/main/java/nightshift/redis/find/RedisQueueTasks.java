package nightshift.redis.find;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.Names;
import nightshift.store.QueueTask;
import nightshift.store.QueueTasks;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Keeps them in a sorted set by when they were last seen, so that entries that are no longer used make room. */
public final class RedisQueueTasks implements QueueTasks {

    private static final long FORGOTTEN_AFTER_MS = Duration.ofDays(30).toMillis();

    private final Connection redis;
    private final String key;

    public RedisQueueTasks(Connection redis, Keys keys) {
        this.redis = redis;
        this.key = keys.queueTasks();
    }

    @Override
    public void add(Collection<QueueTask> seen) {
        long now = redis.now();
        Map<String, Double> scores = new HashMap<>();
        seen.forEach(pair -> scores.put(pair.queue() + " " + pair.task(), (double) now));
        redis.call("queue tasks", j -> {
            try (AbstractPipeline pipeline = j.pipelined()) {
                Response<Long> added = pipeline.zadd(key, scores);
                pipeline.zremrangeByScore(key, 0, now - FORGOTTEN_AFTER_MS);
                pipeline.zremrangeByRank(key, 0, -MOST - 1);
                pipeline.sync();
                return added.get();
            }
        });
    }

    @Override
    public List<QueueTask> all() {
        return redis
                .call(
                        "queue tasks",
                        j -> j.zrange(key, ZRangeParams.zrangeParams(0, -1).rev()))
                .stream()
                .map(RedisQueueTasks::pair)
                .toList();
    }

    private static QueueTask pair(String text) {
        String[] names = text.split(" ", 2);
        return new QueueTask(Names.queue(names[0]), Names.task(names[1]));
    }
}
