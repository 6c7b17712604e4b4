package nightshift.redis;

import nightshift.redis.link.Connection;
import nightshift.redis.link.Pools;

/**
 * The clock of Redis, estimated without asking: the last time that Redis reported, plus the time since then. So a call
 * can carry the time when it was sent, which shows how long it waited for a Redis that hung.
 */
final class RedisClock {

    private record Reading(long millis, long nanos) {}

    private final Connection redis;
    private volatile Reading last;

    RedisClock(Connection redis) {
        this.redis = redis;
    }

    /** The time in ms; asks Redis the first time. */
    long now() {
        Reading known = last;
        if (known == null) {
            long millis = redis.now();
            set(millis);
            return millis;
        }
        return known.millis + (System.nanoTime() - known.nanos) / 1_000_000;
    }

    /** Until when a call that is sent now waits for its answer, in ms. */
    long latestAnswer() {
        return now() + Pools.ANSWER_MS;
    }

    /** Sets it to the time that Redis has just reported, in ms. */
    void set(long millis) {
        last = new Reading(millis, System.nanoTime());
    }
}
