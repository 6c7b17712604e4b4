package nightshift.redis.link;

import java.time.Duration;
import nightshift.store.StoreListener;
import org.apache.commons.pool2.PooledObject;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Hands out connections, and measures how long each was waited for. */
final class TimedConnections extends PooledConnectionProvider {

    private final OnDemand connections;
    private final StoreListener listener;

    /** @param listener gets how long calls wait for a connection */
    TimedConnections(
            MasterSockets sockets, JedisClientConfig client, ConnectionPoolConfig pool, StoreListener listener) {
        this(new OnDemand(sockets, client), pool, listener);
    }

    private TimedConnections(OnDemand connections, ConnectionPoolConfig pool, StoreListener listener) {
        super(connections, pool);
        this.connections = connections;
        this.listener = listener;
    }

    @Override
    public Connection getConnection() {
        long start = System.nanoTime();
        try {
            connections.wanted.set(true);
            return super.getConnection();
        } finally {
            connections.wanted.remove();
            listener.waitedForConnection(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Override
    public Connection getConnection(CommandArguments command) {
        return getConnection();
    }

    /**
     * Connects only for a caller with a new call. The pool would also replace a broken connection in the thread whose
     * call just failed, and with a Redis that hangs that thread would wait twice as long.
     */
    private static final class OnDemand extends ConnectionFactory {

        private final ThreadLocal<Boolean> wanted = new ThreadLocal<>();
        private final MasterSockets sockets;

        OnDemand(MasterSockets sockets, JedisClientConfig client) {
            super(sockets, client);
            this.sockets = sockets;
        }

        @Override
        public PooledObject<Connection> makeObject() throws Exception {
            if (wanted.get() == null) {
                throw new JedisException("A broken connection is replaced when the next call needs one");
            }
            for (int i = 0; i < sockets.hosts(); i++) {
                PooledObject<Connection> made = super.makeObject();
                if (leadsToMaster(made)) {
                    return made;
                }
                destroyObject(made);
            }
            throw new JedisConnectionException("every sentinel that answers names a replica");
        }

        private boolean leadsToMaster(PooledObject<Connection> made) throws Exception {
            try {
                return sockets.leadsToMaster(made.getObject());
            } catch (JedisException e) {
                destroyObject(made);
                throw e;
            }
        }
    }
}
