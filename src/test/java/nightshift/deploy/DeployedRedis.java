package nightshift.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.support.FreePort;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;
import tools.jackson.databind.JsonNode;

/**
 * A redis-server as a deployment starts it: with its command, its configuration and its users. One user is added for tests,
 * because none of those that ship may rewrite the log or stop the server.
 */
final class DeployedRedis implements AutoCloseable {

    private static final String TESTS = "tests";

    private final Path folder;
    private final List<String> command;
    private final String password;
    private final int port;
    private Process process;

    private DeployedRedis(String config, String users, String password, Stream<String> command) throws IOException {
        this.password = password;
        folder = Files.createTempDirectory("nightshift-redis");
        port = FreePort.next();
        Files.writeString(
                folder.resolve("redis.conf"),
                config.replace("dir /data", "dir " + folder).replace("/etc/redis/acl", folder.toString()));
        Files.writeString(folder.resolve("users.acl"), users + "user " + TESTS + " on >" + TESTS + " ~* &* +@all\n");
        this.command = new ArrayList<>(command.map(each -> each.equals("/etc/redis/redis.conf")
                        ? folder.resolve("redis.conf").toString()
                        : each)
                .toList());
        this.command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    }

    /** As in the overlay local, with the secrets that were made for the tests. */
    static DeployedRedis ofCluster() throws IOException {
        Manifests manifests = Manifests.of("local");
        JsonNode container =
                manifests.get("StatefulSet", "nightshift", "redis").podSpec().at("/containers/0");
        String memory = container
                .path("env")
                .valueStream()
                .filter(each -> each.path("name").asString().equals("REDIS_MAXMEMORY"))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asString();
        return new DeployedRedis(
                manifests
                        .get("ConfigMap", "nightshift", "redis")
                        .at("/data/redis.conf")
                        .asString(),
                Files.readString(Manifests.secrets().resolve("redis/users.acl")),
                Files.readString(Manifests.secrets().resolve("nightshift/redis-password")),
                Stream.of("command", "args")
                        .flatMap(part -> container.path(part).valueStream())
                        .map(each -> each.asString().replace("$(REDIS_MAXMEMORY)", memory)));
    }

    /** As in compose.yaml, with what scripts/env.sh writes. */
    static DeployedRedis ofCompose() throws IOException {
        Path copy = Files.createTempDirectory("nightshift-compose");
        Files.createDirectories(copy.resolve("openshift-k8s/secrets"));
        Manifests.run(Path.of("."), "cp", "-R", "scripts", copy.toString());
        Files.copy(
                Path.of("openshift-k8s/secrets/users.acl.template"),
                copy.resolve("openshift-k8s/secrets/users.acl.template"));
        Manifests.run(copy, "scripts/env.sh");
        JsonNode service =
                Manifests.yaml(Files.readString(Path.of("compose.yaml"))).at("/services/redis");
        String password = Files.readAllLines(copy.resolve(".env")).stream()
                .filter(line -> line.startsWith("REDIS_APP_PASSWORD="))
                .findFirst()
                .orElseThrow()
                .split("=")[1];
        return new DeployedRedis(
                Files.readString(Path.of(mounted(service, "/etc/redis/redis.conf"))),
                Files.readString(copy.resolve(mounted(service, "/etc/redis/acl/users.acl"))),
                password,
                Stream.of("entrypoint", "command")
                        .flatMap(part -> service.path(part).valueStream())
                        // the default of a variable
                        .map(each -> each.asString().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1")));
    }

    private static String mounted(JsonNode service, String target) {
        return service.path("volumes")
                .valueStream()
                .map(JsonNode::asString)
                .filter(each -> each.contains(":" + target + ":"))
                .findFirst()
                .orElseThrow()
                .split(":")[0];
    }

    /** Starts it, again after it ended, and waits until it has read its log. */
    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || answers());
        if (!process.isAlive()) {
            throw new AssertionError("redis-server has ended:\n" + log());
        }
    }

    private boolean answers() {
        try (Jedis jedis = connect(TESTS, TESTS)) {
            return jedis.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** SIGTERM, as when a pod or a container is stopped. */
    void terminate() {
        process.destroy();
        waitForEnd();
    }

    /** The command SHUTDOWN. */
    void shutdown() {
        try (Jedis jedis = connect(TESTS, TESTS)) {
            jedis.shutdown();
        }
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("redis-server does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins to rewrite the log. */
    void beginRewrite() {
        try (Jedis jedis = connect(TESTS, TESTS)) {
            jedis.bgrewriteaof();
        }
    }

    /** Rewrites the log. */
    void rewrite() {
        beginRewrite();
        try (Jedis jedis = connect(TESTS, TESTS)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> jedis.info("persistence")
                                    .matches(
                                            "(?s).*aof_rewrite_in_progress:0.*aof_rewrite_scheduled:0.*aof_last_bgrewrite_status:ok.*"));
        }
    }

    /** Changes the users with the next start. */
    void setUser(String name, String rules) throws IOException {
        Path file = folder.resolve("users.acl");
        Files.writeString(
                file, Files.readString(file).replaceAll("(?m)^user " + name + " .*$", "user " + name + " " + rules));
    }

    /** Changes a setting with the next start. */
    void setting(String line) throws IOException {
        Files.writeString(folder.resolve("redis.conf"), "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    /** What the server said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** The address that servers have. */
    URI url() {
        return URI.create("redis://app:" + password + "@127.0.0.1:" + port);
    }

    /** All keys and what they hold, read with the rights of the application. */
    StoredKeys keys() {
        try (Jedis jedis = connect("app", password)) {
            return StoredKeys.read(jedis);
        }
    }

    private Jedis connect(String user, String secret) {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .user(user)
                        .password(secret)
                        .build());
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
