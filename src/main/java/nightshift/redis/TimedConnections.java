package nightshift.redis;

import java.time.Duration;
import nightshift.job.StoreListener;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Hands out connections, and tells how long each was waited for. */
final class TimedConnections extends PooledConnectionProvider {

    private final StoreListener listener;

    TimedConnections(JedisSocketFactory sockets, JedisClientConfig client, ConnectionPoolConfig pool,
            StoreListener listener) {
        super(new ConnectionFactory(sockets, client), pool);
        this.listener = listener;
    }

    @Override
    public Connection getConnection() {
        long start = System.nanoTime();
        try {
            return super.getConnection();
        } finally {
            listener.waitedForConnection(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Override
    public Connection getConnection(CommandArguments command) {
        return getConnection();
    }
}
