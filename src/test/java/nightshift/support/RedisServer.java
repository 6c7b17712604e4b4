package nightshift.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;

/**
 * A redis-server for one test class: {@code @RegisterExtension static final RedisServer REDIS = new RedisServer()}. It has the
 * configuration and the users that are deployed, and one user more that may do everything, for the test itself. It keeps
 * nothing on disk unless it is {@link #durable()}.
 */
public final class RedisServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private final boolean durable;
    private int port;
    private Path directory;
    private Path configuration;
    private Process process;

    /** A server that forgets everything when it stops. */
    public RedisServer() {
        this(false);
    }

    private RedisServer(boolean durable) {
        this.durable = durable;
    }

    /** A server that has its data again when it is started again. */
    public static RedisServer durable() {
        return new RedisServer(true);
    }

    /** Starts it, and waits until it answers. After a {@link #close()} it starts again on the same port. */
    public void start() {
        try {
            if (port == 0) {
                port = FreePort.next();
                directory = Files.createTempDirectory("nightshift-redis");
                configuration = RedisFiles.write(directory, RedisUsers.file(RedisUsers.RULES));
            }
            process = new ProcessBuilder(List.of(
                            "redis-server",
                            configuration.toString(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--appendonly",
                            durable ? "yes" : "no"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Redirect.appendTo(directory.resolve("redis.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server cannot be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(this::answers);
    }

    private boolean answers() {
        try (RedisClient client = client()) {
            return "PONG".equals(client.ping());
        }
    }

    /** A new client with all rights; the caller closes it. */
    public RedisClient client() {
        return RedisClient.create("127.0.0.1", port, RedisUsers.TESTS, RedisUsers.PASSWORD);
    }

    /** A new connection with all rights; the caller closes it. */
    public Jedis connection() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .user(RedisUsers.TESTS)
                        .password(RedisUsers.PASSWORD)
                        .build());
    }

    /** Where its data is while it is {@link #durable()}. */
    public Path directory() {
        return directory;
    }

    /** Where it is, with the user of the application, which may use every namespace here. */
    public URI url() {
        return URI.create("redis://app:" + RedisUsers.PASSWORD + "@127.0.0.1:" + port);
    }

    /** Where it listens on this machine. */
    public int port() {
        return port;
    }

    /** Lets it hang: it keeps its connections, takes new ones, and answers none. */
    public void freeze() {
        signal("-STOP");
    }

    /** Ends a {@link #freeze()}. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + name + " answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it at once. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
