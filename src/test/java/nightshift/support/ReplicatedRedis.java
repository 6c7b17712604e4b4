package nightshift.support;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;

/**
 * A master with two replicas and three sentinels, which take a master for gone that was silent for a second. Clients,
 * replicas and sentinels have the rights that they have when deployed.
 */
public final class ReplicatedRedis implements BeforeEachCallback, AfterEachCallback {

    private static final String MASTER = "nightshift";
    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        String users = RedisUsers.file(RedisUsers.RULES, RedisUsers.REPLICATION);
        RedisProcess master = RedisProcess.server(users, "--masteruser", "replica", "--masterauth", "password");
        servers.add(master);
        for (int i = 0; i < 2; i++) {
            servers.add(RedisProcess.server(
                    users,
                    "--masteruser",
                    "replica",
                    "--masterauth",
                    "password",
                    "--replicaof",
                    "127.0.0.1 " + master.port(),
                    "--repl-diskless-sync-delay",
                    "0"));
        }
        for (int i = 0; i < 3; i++) {
            sentinels.add(sentinel(master));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> info(master, "replication").contains("connected_slaves:2")
                        && sentinels.stream().allMatch(ReplicatedRedis::knowsAll));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
    }

    private static RedisProcess sentinel(RedisProcess named) {
        return RedisProcess.sentinel(RedisUsers.file(RedisUsers.SENTINEL), """
                sentinel monitor nightshift 127.0.0.1 %d 2
                sentinel auth-user nightshift sentinel
                sentinel auth-pass nightshift password
                sentinel sentinel-user sentinel
                sentinel sentinel-pass password
                sentinel down-after-milliseconds nightshift 1000
                sentinel failover-timeout nightshift 10000
                """.formatted(named.port()));
    }

    /** Puts a sentinel first that names a replica, like one that has not heard of a failover yet. */
    public void addStaleSentinel() {
        RedisProcess replica = replicas().get(0);
        RedisProcess stale = sentinel(replica);
        sentinels.add(0, stale);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Jedis jedis = ask(stale)) {
                return jedis.sentinelGetMasterAddrByName(MASTER).get(1).equals(String.valueOf(replica.port()));
            }
        });
    }

    /** Where clients find the master of the time. */
    public URI url() {
        return URI.create("redis+sentinel://app:password@"
                + sentinels.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","))
                + "/nightshift");
    }

    /** The one server that is a master and has replicas. */
    public RedisProcess master() {
        return servers.stream()
                .filter(each -> info(each, "replication").matches("(?s).*role:master.*connected_slaves:[1-9].*"))
                .findFirst()
                .orElseThrow();
    }

    /** All servers but the master. */
    public List<RedisProcess> replicas() {
        RedisProcess master = master();
        return servers.stream().filter(each -> each != master).toList();
    }

    /**
     * Lets the sentinels choose another master while the present one lives. That one would take writes, which are lost, until the
     * sentinels make it a replica some seconds later: here it becomes one at once.
     */
    public void failOver() {
        RedisProcess before = master();
        try (Jedis sentinel = ask(sentinels.get(0));
                RedisClient old = before.client()) {
            sentinel.sentinelFailover(MASTER);
            String after = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> sentinel.sentinelGetMasterAddrByName(MASTER).get(1),
                            port -> !port.equals(String.valueOf(before.port())));
            old.executeCommand(new CommandArguments(Protocol.Command.REPLICAOF).addObjects("127.0.0.1", after));
            old.executeCommand(new CommandArguments(Protocol.Command.CLIENT).addObjects("KILL", "TYPE", "normal"));
        }
    }

    private static boolean knowsAll(RedisProcess sentinel) {
        try (Jedis jedis = ask(sentinel)) {
            Map<String, String> known = jedis.sentinelMaster(MASTER);
            return known.get("num-slaves").equals("2")
                    && known.get("num-other-sentinels").equals("2");
        }
    }

    private static Jedis ask(RedisProcess sentinel) {
        return new Jedis(
                new HostAndPort("127.0.0.1", sentinel.port()),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .user(RedisUsers.TESTS)
                        .password(RedisUsers.PASSWORD)
                        .build());
    }

    private static String info(RedisProcess server, String section) {
        try (RedisClient client = server.client()) {
            return client.info(section);
        } catch (RuntimeException e) {
            return "";
        }
    }
}
