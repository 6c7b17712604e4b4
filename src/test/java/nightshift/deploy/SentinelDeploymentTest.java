package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nightshift.support.FreePort;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;

/** The three Redis and sentinels of the overlay sentinel, started as there, each pod with an address of this machine. */
@Tag("slow")
@EnabledOnOs(OS.LINUX) // others have one such address only
class SentinelDeploymentTest {

    private static final List<String> HOSTS = List.of("127.0.9.1", "127.0.9.2", "127.0.9.3");
    private static final List<Pod> PODS = new ArrayList<>();

    private static Manifest redis;
    private static String script;
    private static String config;
    private static int port;
    private static int sentinelPort;

    private static final class Pod {
        private final String host;
        private final Path folder;
        private final List<Process> processes = new ArrayList<>();

        private Pod(String host) throws IOException {
            this.host = host;
            this.folder = Files.createTempDirectory("nightshift-redis");
        }

        private void start() throws IOException {
            configure();
            write(
                    "start.sh",
                    script.replace(
                                    "/etc/redis/redis.conf",
                                    folder.resolve("redis.conf").toString())
                            .replace("/etc/redis/sentinel/", secrets() + "/")
                            // Shorter waits, of which the kinds stay the same.
                            .replace("find_master 5", "find_master 1")
                            .replace(
                                    "down-after-milliseconds nightshift 5000",
                                    "down-after-milliseconds nightshift 3000")
                            .replace("/data", data().toString())
                            .replace("protected-mode no", "protected-mode no\nbind $REDIS_HOST")
                            .replace("26379", String.valueOf(sentinelPort))
                            .replaceAll("\\b6379", String.valueOf(port)));
            Files.createDirectories(data());
            for (String container : List.of("redis", "sentinel")) {
                ProcessBuilder builder = new ProcessBuilder(
                                "sh", folder.resolve("start.sh").toString(), container)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Redirect.appendTo(folder.resolve(container).toFile()));
                builder.environment()
                        .putAll(Map.of(
                                "REDIS_HOST",
                                host,
                                "REDIS_NODES",
                                String.join(" ", HOSTS),
                                "REDIS_MAXMEMORY",
                                "100mb",
                                "REPLICA_PASSWORD",
                                secret("sentinel/redis/replica-password"),
                                "SENTINEL_PASSWORD",
                                secret("sentinel/redis/sentinel-password"),
                                "REDISCLI_AUTH",
                                secret("redis/probe-password")));
                Process process = builder.start();
                processes.add(process);
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            }
        }

        /** As it is mounted: what sentinels let Redis write into it would not stay. */
        private void configure() throws IOException {
            write(
                    "redis.conf",
                    config.replace("dir /data", "dir " + data())
                                    .replace("/etc/redis/acl", secrets().toString()) + "\nport " + port + "\nbind "
                            + host + "\n");
        }

        /** As without sentinels: the same configuration, and no script. */
        private void startAlone() throws IOException {
            configure();
            Process process = new ProcessBuilder(
                            "redis-server", folder.resolve("redis.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolve("redis").toFile()))
                    .start();
            processes.add(process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        }

        private void kill() throws InterruptedException {
            processes.forEach(Process::destroyForcibly);
            for (Process process : processes) {
                process.waitFor(10, TimeUnit.SECONDS);
            }
            processes.clear();
        }

        private Path data() {
            return folder.resolve("volume");
        }

        private boolean isMaster() {
            return ask("INFO", "replication").contains("role:master");
        }

        private boolean isMasterOf(int replicas) {
            String info = ask("INFO", "replication");
            return info.contains("role:master") && info.split("state=online", -1).length - 1 == replicas;
        }

        private boolean knows(Pod master) {
            return run(
                                    "redis/probe-password",
                                    "probe",
                                    sentinelPort,
                                    "sentinel",
                                    "get-master-addr-by-name",
                                    "nightshift")
                            .startsWith(master.host + "\n")
                    && run("redis/probe-password", "probe", sentinelPort, "sentinel", "replicas", "nightshift")
                                    .split("runid", -1)
                                    .length
                            == HOSTS.size();
        }

        private StoredKeys keys() {
            try (Jedis jedis = new Jedis(
                    new HostAndPort(host, port),
                    DefaultJedisClientConfig.builder()
                            .protocol(RedisProtocol.RESP2)
                            .user("app")
                            .password(secret("nightshift/redis-password"))
                            .build())) {
                return StoredKeys.read(jedis);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String log() {
            try {
                return Files.readString(folder.resolve("redis"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String ask(String... command) {
            return run("nightshift/redis-password", "app", port, command);
        }

        private String run(String password, String user, int at, String... command) {
            List<String> all = new ArrayList<>(
                    List.of("timeout", "2", "redis-cli", "-h", host, "-p", String.valueOf(at), "--user", user));
            all.addAll(List.of(command));
            try {
                ProcessBuilder builder = new ProcessBuilder(all).redirectError(Redirect.DISCARD);
                builder.environment().put("REDISCLI_AUTH", secret(password));
                Process process = builder.start();
                process.getOutputStream().close();
                return new String(process.getInputStream().readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(String file, String text) throws IOException {
            Files.writeString(folder.resolve(file), text);
        }

        @Override
        public String toString() {
            return host;
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Manifests manifests = Manifests.of("sentinel");
        redis = manifests.get("StatefulSet", "nightshift", "redis");
        script = manifests
                .get("ConfigMap", "nightshift", "redis-start")
                .at("/data/start.sh")
                .asString();
        config = manifests
                .get("ConfigMap", "nightshift", "redis")
                .at("/data/redis.conf")
                .asString();
        port = FreePort.next();
        sentinelPort = FreePort.next();
        for (String host : HOSTS) {
            PODS.add(new Pod(host));
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (Pod pod : PODS) {
            pod.kill();
        }
    }

    @Test
    void thereIsOneMasterAfterEveryKindOfFailureAndNothingIsLost() throws Exception {
        assertThat(redis.at("/spec/replicas").asInt()).isEqualTo(HOSTS.size());
        for (Pod pod : PODS) {
            pod.start();
        }
        Pod first = PODS.get(0);
        within().until(() -> first.isMasterOf(2) && PODS.stream().allMatch(each -> each.knows(first)));
        try (JobsInEveryState jobs = new JobsInEveryState(servers(), 2)) {
            losesNothing(jobs);
        }
    }

    private static void losesNothing(JobsInEveryState jobs) throws Exception {
        jobs.write();
        Pod first = PODS.get(0);

        first.kill();
        within().until(() -> PODS.stream().anyMatch(each -> each.isMasterOf(1)));
        Pod second = master();
        first.start();
        within().until(() -> second.isMasterOf(2) && PODS.stream().allMatch(each -> each.knows(second)));
        assertThat(master()).isEqualTo(second).isNotEqualTo(first);
        jobs.check();
        // Blocks of the log that no copy of a master brings.
        jobs.write();
        StoredKeys before = second.keys();
        haveAll(before);

        for (Pod pod : PODS) {
            pod.kill();
        }
        for (Pod pod : PODS) {
            pod.start();
        }
        within().until(() -> PODS.stream().anyMatch(each -> each.isMasterOf(2)));
        Pod third = master();
        within().until(() -> PODS.stream().allMatch(each -> each.knows(third)));
        haveAll(before);

        third.kill();
        Manifests.run(Path.of("."), "rm", "-rf", third.data().toString());
        third.start();
        within().until(() -> PODS.stream().anyMatch(each -> each.isMasterOf(2)));
        assertThat(master()).isNotEqualTo(third);
        haveAll(before);
        assertThat(PODS).allSatisfy(each -> assertThat(each.log()).doesNotContain("AOF-loading-client", "CRITICAL"));
        jobs.check();
        within().ignoreExceptions().until(() -> PODS.stream().anyMatch(each -> each.isMasterOf(2)));
        jobs.resume();
        goBackToOne();
    }

    /** A replica is online for its master before it has read what it copied. */
    private static void haveAll(StoredKeys keys) {
        within().ignoreExceptions()
                .untilAsserted(() -> assertThat(PODS)
                        .allSatisfy(each -> assertThat(each.keys()).isEqualTo(keys)));
    }

    /** From three Redis to one, as README.md says: nothing more is written, and the first volume stays. */
    private static void goBackToOne() throws Exception {
        Pod first = PODS.get(0);
        within().ignoreExceptions().untilAsserted(() -> assertThat(first.keys()).isEqualTo(master().keys()));
        StoredKeys last = first.keys();
        for (Pod pod : PODS) {
            pod.kill();
        }
        first.startAlone();
        within().ignoreExceptions().until(() -> first.isMaster() && first.keys().equals(last));
    }

    /** The address that servers have, with the sentinels of this machine. */
    private static URI servers() throws IOException {
        return URI.create("redis+sentinel://app:" + secret("nightshift/redis-password") + "@"
                + HOSTS.stream().map(host -> host + ":" + sentinelPort).collect(Collectors.joining(","))
                + "/nightshift");
    }

    private static Pod master() {
        List<Pod> masters = PODS.stream().filter(Pod::isMaster).toList();
        assertThat(masters).hasSize(1);
        return masters.get(0);
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(75)).pollInterval(Duration.ofMillis(200));
    }

    private static String secret(String file) throws IOException {
        return Files.readString(Manifests.secrets().resolve(file));
    }

    private static Path secrets() {
        return Manifests.secrets().resolve("sentinel/redis").toAbsolutePath();
    }
}
