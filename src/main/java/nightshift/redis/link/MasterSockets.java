package nightshift.redis.link;

import java.net.Socket;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/**
 * Opens each connection to the Redis that takes writes at that time: the configured one, or the one that a sentinel or
 * a node of the cluster names. So one pool is enough, and a pool that was emptied after a failure connects to the next
 * master.
 */
final class MasterSockets implements JedisSocketFactory {

    /** Short: there are others to ask. */
    private static final int ASK_MS = 1_000;

    private final RedisAddress address;
    private final JedisClientConfig client;
    private final UnaryOperator<HostAndPort> master;
    /** Which of the hosts led to the master last. */
    private volatile int first;

    /** @param key the key whose owner is asked of a cluster */
    MasterSockets(RedisAddress address, JedisClientConfig client, String key) {
        this.address = address;
        this.client = client;
        this.master = switch (address.kind()) {
            case SINGLE -> host -> host;
            case SENTINEL -> this::knownTo;
            case CLUSTER -> node -> ownerOf(key, node);
        };
    }

    @Override
    public Socket createSocket() {
        List<HostAndPort> hosts = address.hosts();
        JedisException failure = null;
        for (int i = 0; i < hosts.size(); i++) {
            int at = (first + i) % hosts.size();
            try {
                Socket socket = new DefaultJedisSocketFactory(master.apply(hosts.get(at)), client).createSocket();
                first = at;
                return socket;
            } catch (JedisException e) {
                failure = e;
            }
        }
        throw address.kind() == RedisAddress.Kind.SINGLE
                ? failure
                : new JedisConnectionException(
                        "none of " + hosts + " leads to a master: " + failure.getMessage(), failure);
    }

    /** How many hosts can lead to the master. */
    int hosts() {
        return address.hosts().size();
    }

    /**
     * Whether a new connection leads to a master. For some seconds after a failover a sentinel may name the previous master,
     * which answers reads as a replica and refuses writes. After a reply like this, the next socket starts with another
     * sentinel.
     */
    boolean leadsToMaster(Connection connection) {
        if (address.kind() != RedisAddress.Kind.SENTINEL || !isReplica(connection)) {
            return true;
        }
        first = (first + 1) % hosts();
        return false;
    }

    private static boolean isReplica(Connection connection) {
        CommandArguments info = new CommandArguments(Protocol.Command.INFO).add("replication");
        try {
            return connection
                    .executeCommand(new CommandObject<>(info, BuilderFactory.STRING))
                    .contains("role:slave");
        } catch (JedisDataException e) {
            if (ErrorReply.of(e).filter(ErrorReply.NOPERM::equals).isEmpty()) {
                throw e;
            }
            return false; // the user lacks the right to ask; a refused write will show it
        }
    }

    /** Authenticates only if the sentinel requires it. */
    private HostAndPort knownTo(HostAndPort sentinel) {
        List<String> answer;
        try {
            answer = masterOf(sentinel, null, null);
        } catch (JedisDataException e) {
            if (e.getMessage() == null || !e.getMessage().startsWith("NOAUTH")) {
                throw e;
            }
            answer = masterOf(sentinel, address.user(), address.password());
        }
        if (answer == null) {
            throw new JedisConnectionException("the sentinel " + sentinel + " knows no master " + address.master());
        }
        return new HostAndPort(answer.get(0), Integer.parseInt(answer.get(1)));
    }

    private List<String> masterOf(HostAndPort sentinel, String user, String password) {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .connectionTimeoutMillis(ASK_MS)
                .socketTimeoutMillis(ASK_MS)
                .user(user)
                .password(password)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .sslOptions(client.getSslOptions())
                .build();
        return ask(sentinel, config, j -> j.sentinelGetMasterAddrByName(address.master()));
    }

    /** Any command for a key is answered with the address of its owner by all other nodes. */
    private HostAndPort ownerOf(String key, HostAndPort node) {
        try {
            ask(node, client, j -> j.exists(key));
            return node;
        } catch (JedisMovedDataException e) {
            HostAndPort owner = e.getTargetNode();
            return owner.getHost().isEmpty() ? new HostAndPort(node.getHost(), owner.getPort()) : owner;
        }
    }

    private static <T> T ask(HostAndPort host, JedisClientConfig config, Function<Jedis, T> question) {
        try (Jedis jedis = new Jedis(host, config)) {
            return question.apply(jedis);
        }
    }
}
