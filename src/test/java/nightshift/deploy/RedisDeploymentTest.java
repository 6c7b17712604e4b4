package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.support.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The Redis of the overlay local, with the configuration, the users and the probes that it has there. */
class RedisDeploymentTest {

    private static JsonNode container;
    private static Path folder;
    private static int port;
    private static Process server;

    @BeforeAll
    static void start() throws IOException {
        Manifests manifests = Manifests.of("local");
        container =
                manifests.get("StatefulSet", "nightshift", "redis").podSpec().at("/containers/0");
        folder = Files.createTempDirectory("nightshift-redis");
        port = FreePort.next();
        String config = manifests
                .get("ConfigMap", "nightshift", "redis")
                .at("/data/redis.conf")
                .asString();
        Files.writeString(
                folder.resolve("redis.conf"),
                config.replace("dir /data", "dir " + folder)
                        .replace(
                                "/etc/redis/acl/users.acl",
                                Manifests.secrets()
                                        .resolve("redis/users.acl")
                                        .toAbsolutePath()
                                        .toString()));
        List<String> command = new ArrayList<>();
        Stream.of("command", "args")
                .flatMap(part -> container.path(part).valueStream())
                .map(JsonNode::asString)
                .map(arg -> arg.replace(
                                "/etc/redis/redis.conf",
                                folder.resolve("redis.conf").toString())
                        .replace("$(REDIS_MAXMEMORY)", variable("REDIS_MAXMEMORY")))
                .forEach(command::add);
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> probe("readinessProbe") == 0);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void keepsWhatItTookAndDropsNothing() throws IOException {
        String info = redis("exporter", "redis-exporter/password", "INFO");

        assertThat(info).contains("aof_enabled:1", "maxmemory_policy:noeviction", "maxmemory:314572800");
        assertThat(redis("exporter", "redis-exporter/password", "CONFIG", "GET", "appendfsync"))
                .contains("always");
        assertThat(redis("exporter", "redis-exporter/password", "CONFIG", "GET", "save"))
                .doesNotContain("60");
    }

    /** The user default has all rights for Redis itself, and must open nothing to clients. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING",
                "GET {nightshift}:x",
                "INFO",
                "MULTI",
                "EVAL return(1) 0",
                "HELLO 3",
                "ACL WHOAMI",
                "AUTH x",
                "AUTH default x",
                "AUTH default nopass",
                "HELLO 3 AUTH default x"
            })
    void nobodyGetsInWithoutAUser(String command) throws IOException {
        List<String> all = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(port)));
        all.addAll(List.of(command.split(" ")));

        assertThat(run(Map.of(), all.toArray(String[]::new))).containsPattern("^(NOAUTH|WRONGPASS)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET {nightshift}:x 1",
                "GET {nightshift}:x",
                "EVAL return(1) 0",
                "TIME",
                "INFO server",
                "PING",
                "MULTI",
                "CLIENT SETINFO LIB-NAME x"
            })
    void theApplicationMayWorkWithItsKeys(String command) throws IOException {
        // Older servers do not know CLIENT SETINFO, which is not to be refused either.
        assertThat(redis("app", "nightshift/redis-password", command.split(" ")))
                .doesNotStartWith("NOPERM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET other 1",
                "GET other",
                "FLUSHALL",
                "CONFIG GET *",
                "CONFIG SET save 1",
                "ACL LIST",
                "SHUTDOWN",
                "KEYS *",
                "SCRIPT FLUSH",
                "SUBSCRIBE x",
                "REPLICAOF no one",
                "FUNCTION FLUSH",
                "CLIENT LIST"
            })
    void theApplicationMayDoNothingElse(String command) throws IOException {
        assertThat(redis("app", "nightshift/redis-password", command.split(" ")))
                .startsWith("NOPERM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO ALL",
                "CONFIG GET *",
                "LATENCY LATEST",
                "LATENCY HISTOGRAM",
                "SLOWLOG LEN",
                "SLOWLOG GET 1",
                "CLIENT SETNAME redis_exporter",
                "PING"
            })
    void theExporterMayReadFigures(String command) throws IOException {
        assertThat(redis("exporter", "redis-exporter/password", command.split(" ")))
                .doesNotStartWith("NOPERM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET {nightshift}:x",
                "SCAN 0",
                "TYPE {nightshift}:x",
                "EVAL return(1) 0",
                "CONFIG SET save 1",
                "ACL LIST",
                "CLIENT KILL TYPE normal",
                "FLUSHALL"
            })
    void theExporterMayDoNothingElse(String command) throws IOException {
        assertThat(redis("exporter", "redis-exporter/password", command.split(" ")))
                .startsWith("NOPERM");
    }

    @Test
    void theProbeMayOnlyAsk() throws IOException {
        assertThat(redis("probe", "redis/probe-password", "INFO")).startsWith("NOPERM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void probesDistinguishAServerThatAnswersFromOneThatIsGone(String probe) throws IOException {
        assertThat(probe(probe)).isZero();
        assertThat(probe(probe, FreePort.next())).isNotZero();
    }

    private static int probe(String name) throws IOException {
        return probe(name, port);
    }

    private static int probe(String name, int port) throws IOException {
        String[] command = container
                .path(name)
                .at("/exec/command")
                .valueStream()
                .map(JsonNode::asString)
                .map(each -> each.replace("redis-cli ", "redis-cli -p " + port + " "))
                .toArray(String[]::new);
        return exit(
                Map.of("REDISCLI_AUTH", Files.readString(Manifests.secrets().resolve("redis/probe-password"))),
                command);
    }

    private static String redis(String user, String password, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(port), "--user", user));
        all.addAll(List.of(command));
        return run(
                Map.of("REDISCLI_AUTH", Files.readString(Manifests.secrets().resolve(password))),
                all.toArray(String[]::new));
    }

    private static String run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes());
    }

    private static int exit(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String variable(String name) {
        return container
                .path("env")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asString();
    }
}
