package nightshift.redis.link;

import java.time.Duration;
import nightshift.store.StoreListener;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;

/** Opens connections to Redis, with the times that callers of each kind can wait. */
public final class Pools {

    /** How long a connection may take to open, in milliseconds. */
    public static final int CONNECT_MS = 2_000;
    /** How long Redis may take to answer, in milliseconds. */
    public static final int ANSWER_MS = 5_000;
    /** Short, so that requests do not hang when all connections wait for a Redis that hangs. */
    private static final int FREE_CONNECTION_MS = 1_000;

    private static final int CONNECTIONS = 32;
    /** Identifying a caller must be quick: without an answer in time, the memory of recent callers is used. */
    private static final int ACCESS_MS = 600;

    private static final int ACCESS_CONNECTIONS = 8;
    /** Together with the pause between checks, a Redis that hangs goes unnoticed for two seconds. */
    private static final int LOOK_MS = 1_500;

    private final RedisAddress address;
    private final Keys keys;
    private final StoreListener listener;

    /** @param listener gets the times that callers wait for a connection */
    public Pools(RedisAddress address, Keys keys, StoreListener listener) {
        this.address = address;
        this.keys = keys;
        this.listener = listener;
    }

    /** Connections for everything but the check of callers. The caller closes them. */
    public RedisClient main() {
        return pool(client(CONNECT_MS, ANSWER_MS), CONNECTIONS, FREE_CONNECTION_MS);
    }

    /** Connections for the check of callers. The caller closes them. */
    public RedisClient quick() {
        return pool(client(ACCESS_MS, ACCESS_MS), ACCESS_CONNECTIONS, ACCESS_MS);
    }

    /** Looks whether Redis works, with connections of its own. */
    public Probe probe(int waitReplicas) {
        JedisClientConfig look = client(LOOK_MS, LOOK_MS);
        return new Probe(new MasterSockets(address, look, keys.prefix()), look, keys, waitReplicas);
    }

    private JedisClientConfig client(int connectMs, int answerMs) {
        return DefaultJedisClientConfig.builder()
                // Named, or Jedis asks the first connection for it, and guesses for good where Redis is away just then.
                .protocol(RedisProtocol.RESP3)
                .connectionTimeoutMillis(connectMs)
                .socketTimeoutMillis(answerMs)
                .blockingSocketTimeoutMillis(answerMs)
                .user(address.user())
                .password(address.password())
                .database(address.database())
                .clientName("nightshift")
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .build();
    }

    private RedisClient pool(JedisClientConfig client, int most, int waitMs) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(most);
        pool.setMaxIdle(most);
        pool.setMaxWait(Duration.ofMillis(waitMs));
        return RedisClient.builder()
                .clientConfig(client)
                .connectionProvider(
                        new TimedConnections(new MasterSockets(address, client, keys.prefix()), client, pool, listener))
                .build();
    }
}
