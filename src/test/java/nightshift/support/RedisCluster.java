package nightshift.support;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A cluster of three masters, in which clients have the rights that they have when deployed. */
public final class RedisCluster implements BeforeAllCallback, AfterAllCallback {

    private final List<RedisProcess> nodes = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        for (int i = 0; i < 3; i++) {
            nodes.add(RedisProcess.server(
                    RedisUsers.file(RedisUsers.RULES),
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    String.valueOf(FreePort.next())));
        }
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> nodes.stream().allMatch(each -> ask(each, "INFO").contains("nodes")));
        for (int i = 0; i < 3; i++) {
            ask(nodes.get(i), "ADDSLOTSRANGE", String.valueOf(16384 * i / 3), String.valueOf(16384 * (i + 1) / 3 - 1));
            String port = ask(nodes.get(i), "NODES").replaceAll("(?s).*:\\d+@(\\d+).*", "$1");
            ask(nodes.get(0), "MEET", "127.0.0.1", String.valueOf(nodes.get(i).port()), port);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> nodes.stream().allMatch(each -> ask(each, "INFO").contains("cluster_state:ok")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        nodes.forEach(RedisProcess::close);
    }

    /** Where all nodes are. */
    public URI url() {
        return URI.create("redis+cluster://app:password@"
                + nodes.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(",")));
    }

    /** Moves the slot of a key to another node, with all that is in it. */
    public void moveSlot(String key) {
        String slot = String.valueOf(JedisClusterCRC16.getSlot(key));
        RedisProcess from =
                nodes.stream().filter(each -> owns(each, key)).findFirst().orElseThrow();
        RedisProcess to =
                nodes.stream().filter(each -> each != from).findFirst().orElseThrow();
        String id = ask(to, "MYID");
        ask(to, "SETSLOT", slot, "IMPORTING", ask(from, "MYID"));
        ask(from, "SETSLOT", slot, "MIGRATING", id);
        try (RedisClient client = from.client()) {
            for (List<String> keys = keysIn(client, slot); !keys.isEmpty(); keys = keysIn(client, slot)) {
                client.executeCommand(new CommandArguments(Protocol.Command.MIGRATE)
                        .addObjects("127.0.0.1", to.port(), "", 0, 5_000, "AUTH2", "tests", "password", "KEYS")
                        .addObjects(keys));
            }
        }
        ask(to, "SETSLOT", slot, "NODE", id);
        nodes.forEach(each -> ask(each, "SETSLOT", slot, "NODE", id));
    }

    private static List<String> keysIn(RedisClient client, String slot) {
        Object keys = client.executeCommand(
                new CommandArguments(Protocol.Command.CLUSTER).addObjects("GETKEYSINSLOT", slot, "100"));
        return ((List<?>) keys).stream().map(key -> new String((byte[]) key)).toList();
    }

    private static boolean owns(RedisProcess node, String key) {
        try (RedisClient client = node.client()) {
            client.exists(key);
            return true;
        } catch (JedisMovedDataException e) {
            return false;
        }
    }

    private static String ask(RedisProcess node, String... question) {
        try (RedisClient client = node.client()) {
            Object answer = client.executeCommand(
                    new CommandArguments(Protocol.Command.CLUSTER).addObjects((Object[]) question));
            return answer instanceof byte[] text ? new String(text) : String.valueOf(answer);
        }
    }
}
