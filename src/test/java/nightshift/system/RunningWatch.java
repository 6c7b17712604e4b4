package nightshift.system;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import nightshift.store.JobUpkeep;
import nightshift.support.RedisServer;
import nightshift.task.QueueName;
import redis.clients.jedis.RedisClient;

/** Reads about every ms how many jobs run, as Redis counts them, and audits those counts now and then. */
final class RunningWatch implements AutoCloseable {

    private static final String PREFIX = "{" + EngineProcess.NAMESPACE + "}:";
    private static final int LOOKS_BETWEEN_AUDITS = 100;
    private static final long PAUSE_NANOS = 1_000_000;

    private final RedisClient redis;
    private final JobUpkeep upkeep;
    private final QueueName keyed;
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private final AtomicInteger mostOfKey = new AtomicInteger();
    private final AtomicInteger miscounts = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final Thread thread = new Thread(this::run);
    private volatile boolean closed;

    /** @param keyed the queue whose keys have a limit */
    RunningWatch(RedisServer redis, JobUpkeep upkeep, QueueName keyed) {
        this.redis = redis.client();
        this.upkeep = upkeep;
        this.keyed = keyed;
        thread.start();
    }

    private void run() {
        while (!closed) {
            redis.hgetAll(PREFIX + "counts").forEach((field, count) -> {
                if (field.endsWith(":X")) {
                    most.merge(field.substring(0, field.length() - 2), Integer.parseInt(count), Math::max);
                }
            });
            redis.hgetAll(PREFIX + "running:" + keyed.value()).forEach((key, count) -> {
                if (!key.isEmpty()) { // it only keeps the hash in the form of a table
                    mostOfKey.accumulateAndGet(Integer.parseInt(count), Math::max);
                }
            });
            if (looks.incrementAndGet() % LOOKS_BETWEEN_AUDITS == 0) {
                miscounts.addAndGet(upkeep.audit().orElseThrow());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The most jobs of a queue that ran at once. */
    int most(QueueName queue) {
        return most.getOrDefault(queue.value(), 0);
    }

    /** The most jobs of one key that ran at once. */
    int mostOfKey() {
        return mostOfKey.get();
    }

    /** How many differences audits have found. */
    int miscounts() {
        return miscounts.get();
    }

    /** How often it has looked. */
    int looks() {
        return looks.get();
    }

    /** Starts over. */
    void forget() {
        most.clear();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
    }
}
