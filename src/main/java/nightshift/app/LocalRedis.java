package nightshift.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A durable redis-server that this server starts itself, for machines that have no other. It runs as a child process,
 * is started again if it dies, and stops with the server. If the server is killed before it can stop Redis, the next
 * server uses the same process, because two must never write the same files.
 */
final class LocalRedis implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LocalRedis.class.getName());
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final long LOOK_MS = 25;

    private final LocalRedisConfig config;
    private final Path folder;
    private FolderLock lock;
    private Path program;
    private RedisConfFile conf;
    private ProcessHandle process;
    private boolean closing;

    LocalRedis(LocalRedisConfig config) {
        this.config = config;
        this.folder = config.dir().toAbsolutePath().normalize();
    }

    /**
     * Starts the redis-server, or finds the one of an earlier start, and waits until it answers.
     *
     * @return its address
     * @throws CannotStart if there is no redis-server, its folder is taken, or it does not start
     */
    synchronized URI start() {
        program = RedisBinary.find();
        lock = FolderLock.take(folder);
        Optional<RedisConfFile> left = RedisConfFile.last(folder);
        Optional<ProcessHandle> running = left.flatMap(LocalRedis::running);
        if (running.isPresent()) {
            conf = left.orElseThrow();
            process = running.get();
            LOG.info("Redis from an earlier start is still running (pid " + process.pid() + "); this server uses it");
        } else {
            conf = new RedisConfFile(folder, config.port() == 0 ? freePort() : config.port(), newPassword());
            conf.write(config);
            process = launch();
        }
        awaitAnswer();
        watch();
        LOG.info("Redis runs on 127.0.0.1:" + conf.port() + " (pid " + process.pid() + ") with its data in " + folder);
        return URI.create("redis://:" + conf.password() + "@127.0.0.1:" + conf.port());
    }

    private static Optional<ProcessHandle> running(RedisConfFile conf) {
        if (!Files.exists(conf.pidFile())) {
            return Optional.empty();
        }
        try {
            // Process ids are used again, so the process must also be a redis-server.
            return ProcessHandle.of(
                            Long.parseLong(Files.readString(conf.pidFile()).strip()))
                    .filter(handle -> handle.info().command().orElse("").contains("redis"));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private ProcessHandle launch() {
        List<String> command = new ArrayList<>();
        // In a session of its own: Ctrl-C in a terminal must reach this server, but not Redis, which must stop last.
        RedisBinary.onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.add(program.toString());
        command.add(folder.resolve("redis.conf").toString());
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + START.toNanos();
        while (!RedisProbe.answers(conf)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new CannotStart(
                        "redis-server does not start; see its log for the reason: " + folder.resolve("redis.log"));
            }
            pause(LOOK_MS);
        }
    }

    private void watch() {
        process.onExit().thenRunAsync(this::startAgain);
    }

    private synchronized void startAgain() {
        if (closing) {
            return;
        }
        LOG.severe("Redis (pid " + process.pid() + ") ended; it is started again. Its log: "
                + folder.resolve("redis.log"));
        // If it keeps dying at once, this wait leaves the processor to others.
        pause(500);
        try {
            process = launch();
            watch();
        } catch (UncheckedIOException e) {
            LOG.log(Level.SEVERE, "Redis could not be started again", e);
        }
    }

    /** Stops the redis-server and waits until it has written everything. Does nothing if none was started. */
    @Override
    public synchronized void close() {
        closing = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("Redis has stopped");
        } catch (TimeoutException | ExecutionException e) {
            LOG.severe("Redis (pid " + process.pid() + ") does not stop; the next start will use it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
        lock.close();
    }

    /** The redis-server's process. */
    synchronized ProcessHandle process() {
        return process;
    }

    /** Releases everything without stopping anything, as a kill does. For tests. */
    synchronized void abandon() {
        closing = true;
        lock.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
