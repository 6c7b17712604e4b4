package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.store.Integrity.Stop;
import redis.clients.jedis.UnifiedJedis;

/**
 * The calls of one check. After each, it pauses as long as its share of the time of Redis asks for. The time that a call takes here is
 * at least what it takes in Redis, so the share is kept also when Redis is busy, and the check slows down then.
 */
final class AuditCalls {

    /** Most removed jobs that a script answers. */
    private static final int REMOVED_OF_CALL = 10_000;
    /** After so many calls that answer as many, jobs are removed faster than they can be read. */
    private static final int DRAINS_MOST = 500;
    /** What stands before the id of a job that a later version has written, among the findings of a script. */
    private static final String LATER = "later ";

    private final Connection redis;
    private final byte[] token;
    private final double share;
    private final Duration longestPause;
    private final long keepNanos;
    private final Findings findings;
    private final Consumer<String> removed;
    private long keptAt = System.nanoTime();
    private long time;
    private double owedNanos;

    /**
     * @param held    how long the check is held without a call
     * @param removed gets each job that was removed meanwhile, as {@code flush.lua} notes it
     */
    AuditCalls(
            Connection redis, String token, double share, Duration held, Findings findings, Consumer<String> removed) {
        this.redis = redis;
        this.token = token.getBytes(UTF_8);
        this.share = share;
        this.longestPause = held.dividedBy(3);
        this.keepNanos = held.dividedBy(6).toNanos();
        this.findings = findings;
        this.removed = removed;
    }

    /** The check cannot continue. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final Stop stop;

        Stopped(Stop stop, String why) {
            super(why);
            this.stop = stop;
        }

        Stop stop() {
            return stop;
        }
    }

    /**
     * Runs a script of the check, and notes its findings.
     *
     * @return its answer behind the findings
     * @throws Stopped if another server has started a check meanwhile, the clock of Redis went back, or a later version is in use
     */
    List<?> run(LuaScript script, List<byte[]> args) throws InterruptedException {
        List<?> answer = answer(script, args);
        return answer.subList(2, answer.size());
    }

    /** Runs a script in the same way, and answers whether it has found something. */
    boolean finds(LuaScript script, List<byte[]> args) throws InterruptedException {
        return !((List<?>) answer(script, args).get(1)).isEmpty();
    }

    private List<?> answer(LuaScript script, List<byte[]> args) throws InterruptedException {
        List<byte[]> all = new ArrayList<>(args.size() + 1);
        all.add(token);
        all.addAll(args);
        List<?> answer = paced(() -> (List<?>) redis.run(script, all));
        if (answer.isEmpty()) {
            throw new Stopped(Stop.SUPERSEDED, "it hung for so long that another server may start one");
        }
        long now = (Long) answer.get(0);
        if (now < time) {
            throw new Stopped(Stop.CLOCK_WENT_BACK, "the clock of Redis went back by " + (time - now) + " ms");
        }
        time = now;
        note((List<?>) answer.get(1));
        return answer;
    }

    private void note(List<?> found) {
        Optional<String> later = Optional.empty();
        for (Object finding : found) {
            String text = text(finding);
            if (text.startsWith(LATER)) {
                later = Optional.of(text.substring(LATER.length()));
            } else {
                findings.add(text);
            }
        }
        if (later.isPresent()) {
            throw new Stopped(
                    Stop.LATER_VERSION,
                    "a later version of Nightshift has written " + later.get()
                            + ", and only that version can check it");
        }
    }

    /**
     * Keeps the check, and learns which jobs were removed.
     *
     * @return whether that are all that were removed until now
     */
    boolean drain() throws InterruptedException {
        for (int n = 0; n < DRAINS_MOST; n++) {
            keptAt = System.nanoTime();
            List<?> some =
                    (List<?>) run(LuaScript.RECOUNT, List.of(bytes("removed"))).get(0);
            some.forEach(job -> removed.accept(text(job)));
            if (some.size() < REMOVED_OF_CALL) {
                return true;
            }
        }
        return false;
    }

    /** Runs another script, which belongs to the check. */
    Object runOther(LuaScript script, List<byte[]> args) throws InterruptedException {
        return paced(() -> redis.run(script, args));
    }

    /** Reads with plain commands. */
    <T> T read(Function<UnifiedJedis, T> commands) throws InterruptedException {
        return paced(() -> redis.call("integrity", commands));
    }

    /** Ends the check, if nobody else has begun one. */
    void end() {
        redis.run(LuaScript.RECOUNT, List.of(token, bytes("finish")));
    }

    /** The time of the last answer, by the clock of Redis in ms. */
    long time() {
        return time;
    }

    private <T> T paced(Supplier<T> call) throws InterruptedException {
        if (System.nanoTime() - keptAt > keepNanos) {
            drain();
        }
        long start = System.nanoTime();
        try {
            return call.get();
        } finally {
            owedNanos += (System.nanoTime() - start) * (1 / share - 1);
            long pauseMs = Math.min((long) (owedNanos / 1e6), longestPause.toMillis());
            if (pauseMs > 0) {
                long before = System.nanoTime();
                Thread.sleep(pauseMs);
                owedNanos = Math.max(0, owedNanos - (System.nanoTime() - before));
            } else if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }
}
