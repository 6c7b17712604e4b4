package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.StoreListener.Failure;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/** Talks to Redis: runs scripts and turns failures of Redis and of the network into {@link StoreUnavailable}. */
public final class Connection {

    /** The name under which settlements and claims that travel together are measured. */
    public static final String CLAIM_SETTLE = "claim_settle";

    private final RedisClient jedis;
    private final List<byte[]> routing;
    private final Replicas replicas;
    private final StoreListener listener;

    /** @param waitReplicas how many replicas must have what {@link #runForClient} wrote */
    public Connection(RedisClient jedis, Keys keys, int waitReplicas, StoreListener listener) {
        this.jedis = jedis;
        this.replicas = new Replicas(jedis, keys, waitReplicas);
        this.listener = listener;
        this.routing = List.of(keys.prefix().getBytes(UTF_8));
    }

    /** Runs a script, sending its text only when Redis does not know it. */
    public Object run(LuaScript script, List<byte[]> args) {
        return timed(script.call(), script.name(), j -> {
            try {
                return j.evalsha(script.sha(), routing, args);
            } catch (JedisDataException e) {
                if (!isNoScript(e)) {
                    throw e;
                }
                return j.eval(script.text(), routing, args);
            }
        });
    }

    /** Runs a script whose answer a client relies on: if configured, replicas have its writes before it answers. */
    public Object runForClient(LuaScript script, List<byte[]> args) {
        if (!replicas.areWaitedFor()) {
            return run(script, args);
        }
        return timed(script.call(), script.name(), j -> {
            try {
                return replicas.confirmed(script.name(), p -> p.evalsha(script.sha(), routing, args));
            } catch (JedisDataException e) {
                if (!isNoScript(e)) {
                    throw e;
                }
                return replicas.confirmed(script.name(), p -> p.eval(script.text(), routing, args));
            }
        });
    }

    /** Runs SETTLE, then CLAIM, in one round trip. */
    public Object[] settleAndClaim(List<byte[]> settlements, List<byte[]> request) {
        return timed(CLAIM_SETTLE, "SETTLE+CLAIM", j -> {
            Response<Object> one;
            Response<Object> two;
            try (AbstractPipeline pipeline = j.pipelined()) {
                one = pipeline.evalsha(LuaScript.SETTLE.sha(), routing, settlements);
                two = pipeline.evalsha(LuaScript.CLAIM.sha(), routing, request);
                pipeline.sync();
            }
            return new Object[] {answer(one, LuaScript.SETTLE, settlements), answer(two, LuaScript.CLAIM, request)};
        });
    }

    private Object answer(Response<Object> response, LuaScript script, List<byte[]> args) {
        try {
            return response.get();
        } catch (JedisDataException e) {
            if (!isNoScript(e)) {
                throw e;
            }
            return jedis.eval(script.text(), routing, args);
        }
    }

    /** Runs plain commands. They may run twice, so a repetition must do no harm. */
    public <T> T call(String what, Function<UnifiedJedis, T> commands) {
        return timed(StoreListener.COMMANDS, what, commands);
    }

    /** Runs plain commands that wait for something to happen: how long they take says nothing about Redis. */
    public <T> T await(String what, Function<UnifiedJedis, T> commands) {
        try {
            return atMaster(commands);
        } catch (JedisException e) {
            RuntimeException failure = translated(what, e);
            listener.failed(failure(failure));
            if (failure instanceof StoreUnavailable unavailable && unavailable.reason() == Reason.UNREACHABLE
                    || ErrorReply.of(e).filter(ErrorReply::leadsElsewhere).isPresent()) {
                jedis.getPool().clear(); // the idle connections lead to the same server, or broke like this one
            }
            throw failure;
        } catch (StoreUnavailable e) {
            listener.failed(failure(e));
            throw e;
        }
    }

    /**
     * Runs commands again when the server says that another one has taken its place: it has not executed what it
     * refused.
     */
    private <T> T atMaster(Function<UnifiedJedis, T> commands) {
        try {
            return commands.apply(jedis);
        } catch (JedisDataException e) {
            if (ErrorReply.of(e).filter(ErrorReply::namesAnother).isEmpty()) {
                throw e;
            }
            jedis.getPool()
                    .clear(); // the idle connections lead to the same server; the next one is opened to the master
            return commands.apply(jedis);
        }
    }

    private <T> T timed(String label, String what, Function<UnifiedJedis, T> commands) {
        long start = System.nanoTime();
        try {
            return await(what, commands);
        } finally {
            listener.called(label, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Failure failure(RuntimeException e) {
        return e instanceof StoreUnavailable unavailable
                ? switch (unavailable.reason()) {
                    case UNREACHABLE -> Failure.UNREACHABLE;
                    case FULL -> Failure.FULL;
                    case NOT_READY -> Failure.NOT_READY;
                }
                : Failure.OTHER;
    }

    /** The connections that this server has. */
    public StoreHealth.Connections connections() {
        Pool<?> pool = jedis.getPool();
        return new StoreHealth.Connections(pool.getNumActive(), pool.getNumIdle(), pool.getNumWaiters());
    }

    /** The time in ms by the clock of Redis. */
    public long now() {
        return call("TIME", j -> {
            List<?> time = (List<?>) j.executeCommand(new CommandArguments(Protocol.Command.TIME));
            return Long.parseLong(new String((byte[]) time.get(0), UTF_8)) * 1000
                    + Long.parseLong(new String((byte[]) time.get(1), UTF_8)) / 1000;
        });
    }

    /**
     * The exception for a caller: {@link StoreUnavailable} if the failure can pass with time, otherwise the original.
     */
    static RuntimeException translated(String what, JedisException e) {
        Optional<ErrorReply> reply = ErrorReply.of(e);
        if (reply.isPresent()) {
            return new StoreUnavailable(reply.get().reason(), reply.get().text(), what + ": " + e.getMessage(), e);
        }
        if (isTimeout(e)) {
            return new StoreUnavailable(
                    Reason.UNREACHABLE,
                    "Redis does not answer.",
                    what + ": Redis does not answer in time: " + e.getMessage(),
                    e);
        }
        if (e instanceof JedisConnectionException
                || e.getCause() instanceof JedisConnectionException
                || e.getMessage() != null && e.getMessage().contains("get a resource")) {
            return new StoreUnavailable(Reason.UNREACHABLE, what + ": Redis cannot be reached: " + e.getMessage(), e);
        }
        return e;
    }

    /** Whether a server accepted the connection and then did not answer, as opposed to one that cannot be reached. */
    static boolean isTimeout(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException && "Read timed out".equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNoScript(JedisDataException e) {
        return e.getMessage() != null && e.getMessage().startsWith("NOSCRIPT");
    }
}
