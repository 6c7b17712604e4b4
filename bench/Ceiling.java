import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * What bare Redis does in batches through Jedis, with one connection and no scripts: an entry is added, read by a
 * consumer group, acknowledged and deleted. No retries, no history, no queues: the least that a job queue has to do.
 * Usage: {@code java -cp 'lib/*' Ceiling.java redis-url jobs batch}; prints {@code add/s} and {@code drain/s}.
 */
public class Ceiling {

    private static final String STREAM = "ceiling";
    private static final String GROUP = "group";

    public static void main(String[] args) {
        int jobs = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        try (RedisClient redis = RedisClient.create(URI.create(args[0]))) {
            for (int round = 0; round < 2; round++) { // the first one warms up
                redis.del(STREAM);
                redis.xgroupCreate(STREAM, GROUP, new StreamEntryID(0, 0), true);
                double add = add(redis, jobs, batch);
                double drain = drain(redis, jobs, batch);
                if (round == 1) {
                    System.out.printf("%.0f %.0f%n", add, drain);
                }
            }
            redis.del(STREAM);
        }
    }

    private static double add(RedisClient redis, int jobs, int batch) {
        Map<String, String> entry = Map.of("args", "a".repeat(100));
        long start = System.nanoTime();
        for (int done = 0; done < jobs; done += batch) {
            try (Pipeline pipeline = redis.pipelined()) {
                for (int i = 0; i < batch; i++) {
                    pipeline.xadd(STREAM, XAddParams.xAddParams(), entry);
                }
                pipeline.sync();
            }
        }
        return jobs / ((System.nanoTime() - start) / 1e9);
    }

    private static double drain(RedisClient redis, int jobs, int batch) {
        long start = System.nanoTime();
        List<StreamEntryID> ended = new ArrayList<>();
        int done = 0;
        while (done < jobs || !ended.isEmpty()) {
            try (Pipeline pipeline = redis.pipelined()) {
                for (StreamEntryID id : ended) {
                    pipeline.xack(STREAM, GROUP, id);
                    pipeline.xdel(STREAM, id);
                }
                var read = pipeline.xreadGroup(
                        GROUP,
                        "consumer",
                        XReadGroupParams.xReadGroupParams().count(batch),
                        Map.of(STREAM, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
                pipeline.sync();
                ended.clear();
                if (read.get() != null) {
                    for (StreamEntry entry : read.get().get(0).getValue()) {
                        ended.add(entry.getID());
                    }
                }
                done += ended.size();
            }
        }
        return jobs / ((System.nanoTime() - start) / 1e9);
    }
}
