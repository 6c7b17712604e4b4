package nightshift.redis.link;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** Waits until replicas have what was written. */
final class Replicas {

    private static final Logger LOG = Logger.getLogger(Replicas.class.getName());
    /** Shorter than the time that an answer may take. */
    private static final int CONFIRM_MS = 2_000;

    private final RedisClient jedis;
    private final int wanted;
    private final String mark;
    private final AtomicBoolean behind = new AtomicBoolean();

    /** @param wanted how many replicas must have a write; 0 for none */
    Replicas(RedisClient jedis, Keys keys, int wanted) {
        this.jedis = jedis;
        this.wanted = wanted;
        this.mark = keys.replicated();
    }

    boolean areWaitedFor() {
        return wanted > 0;
    }

    /**
     * Writes, and waits on the same connection.
     *
     * @throws StoreUnavailable if too few replicas confirm it in time; it is written anyway
     */
    Object confirmed(String what, Function<Pipeline, Response<Object>> write) {
        Response<Object> answer;
        Response<Long> confirmed;
        try (Pipeline pipeline = jedis.pipelined()) {
            answer = write.apply(pipeline);
            // WAIT covers what this connection wrote last. A repeated request writes nothing, and its original was
            // written through another connection, so this is written after both.
            pipeline.set(mark, what);
            confirmed = pipeline.waitReplicas(wanted, CONFIRM_MS);
            pipeline.sync();
        }
        Object result = answer.get();
        boolean enough = confirmed.get() >= wanted;
        if (behind.compareAndSet(enough, !enough)) {
            LOG.log(
                    enough ? Level.INFO : Level.WARNING,
                    enough
                            ? "Replicas of Redis confirm what is written"
                            : "Too few replicas of Redis confirm what is written");
        }
        if (!enough) {
            throw new StoreUnavailable(
                    Reason.NOT_READY,
                    "Too few replicas of Redis confirm what it has stored.",
                    what + ": " + confirmed.get() + " of " + wanted + " replicas confirmed within " + CONFIRM_MS
                            + " ms what Redis has stored",
                    null);
        }
        return result;
    }
}
