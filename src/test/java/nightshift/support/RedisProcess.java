package nightshift.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;

/** One redis-server or sentinel of several, in a folder of its own. */
public final class RedisProcess implements AutoCloseable {

    private final int port;
    private final Path folder;
    private final List<String> command;
    private Process process;

    private RedisProcess(int port, Path folder, List<String> command) {
        this.port = port;
        this.folder = folder;
        this.command = command;
    }

    /** Starts a server with the shipped configuration, a file of users, and options such as {@code --replicaof}. */
    static RedisProcess server(String users, String... options) {
        RedisProcess server = create();
        server.command.add(1, RedisFiles.write(server.folder, users).toString());
        server.command.addAll(List.of(options));
        server.start();
        return server;
    }

    /** Starts a sentinel. */
    static RedisProcess sentinel(String users, String config) {
        RedisProcess sentinel = create();
        sentinel.write("users.acl", users);
        sentinel.write("sentinel.conf", config + "aclfile " + sentinel.folder.resolve("users.acl") + "\n");
        sentinel.command.add(1, sentinel.folder.resolve("sentinel.conf").toString());
        sentinel.command.add(2, "--sentinel");
        sentinel.start();
        return sentinel;
    }

    private static RedisProcess create() {
        try {
            int port = FreePort.next();
            Path folder = Files.createTempDirectory("nightshift-redis");
            List<String> command = new ArrayList<>(List.of(
                    "redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
            return new RedisProcess(port, folder, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, as it was started at first. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server cannot be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** A new client with all rights; the caller closes it. */
    public RedisClient client() {
        return RedisClient.create("127.0.0.1", port, RedisUsers.TESTS, RedisUsers.PASSWORD);
    }

    /** Where it listens on this machine. */
    public int port() {
        return port;
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
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
