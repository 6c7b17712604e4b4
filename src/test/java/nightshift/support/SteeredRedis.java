package nightshift.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A redis-server that a test can stop, freeze, and start again with other options, other users or other data. It keeps its
 * data on disk unless a test asks for more.
 */
public final class SteeredRedis implements AutoCloseable {

    /** What lets Redis replay its whole log, while nobody gets in without a user. */
    public static final String DEFAULT_MAY_ALL = "user default off +@all ~* &*";
    /** With this Redis skips what scripts wrote when it replays its log. */
    public static final String DEFAULT_MAY_NOTHING = "user default off";

    private final int port = FreePort.next();
    private final Path folder;
    private Process process;

    public SteeredRedis() {
        try {
            folder = Files.createTempDirectory("nightshift-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with a line for the user {@code default} and more options, and waits until it answers. */
    public SteeredRedis start(String defaultUser, String... options) {
        launch(defaultUser, options);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> "PONG".equals(admin("PING")));
        return this;
    }

    /** The same, without waiting. */
    public void launch(String defaultUser, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--aclfile",
                folder.resolve("users.acl").toString(),
                "--save",
                ""));
        if (!Arrays.asList(options).contains("--appendonly")) {
            command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
        }
        command.addAll(List.of(options));
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("users.acl"),
                    defaultUser + "\n"
                            + "user app on >password resetchannels ~* -@all +@read +@write +@transaction +@connection +eval +evalsha +info +time\n"
                            + "user tests on >password ~* &* +@all\n");
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server cannot be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Runs one command with all rights, and returns the answer as text. */
    public String admin(String... command) {
        try (Jedis jedis = jedis()) {
            Object answer =
                    jedis.sendCommand(() -> command[0].getBytes(), Arrays.copyOfRange(command, 1, command.length));
            return answer instanceof byte[] text ? new String(text) : String.valueOf(answer);
        }
    }

    /** Runs one command that this server may answer with an error, or not at all. */
    public void tryAdmin(String... command) {
        try {
            admin(command);
        } catch (JedisException e) {
            // so be it
        }
    }

    /** Stops it in an orderly way. */
    public void shutDown() {
        tryAdmin("SHUTDOWN");
        close();
    }

    /** A new connection with all rights; the caller closes it. */
    public Jedis jedis() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .user("tests")
                        .password("password")
                        .socketTimeoutMillis(60_000)
                        .build());
    }

    /** Where the application finds it. */
    public URI url() {
        return URI.create("redis://app:password@127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** Where its data is. */
    public Path folder() {
        return folder;
    }

    /** Stops its process without ending it: it takes connections and says nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it run on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies its log, as it is now, to a folder. */
    public void copyLog(Path to) {
        copy(folder.resolve("appendonlydir"), to);
    }

    /** Puts another log in the place of its own, while it does not run. */
    public void replaceLog(Path from) {
        delete(folder.resolve("appendonlydir"));
        copy(from, folder.resolve("appendonlydir"));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder that it runs in. */
    public void removeFolder() {
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
