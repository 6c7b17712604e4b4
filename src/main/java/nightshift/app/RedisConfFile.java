package nightshift.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration file of a redis-server of ours: it holds the password, so only its owner may read it.
 *
 * @param folder   where file and data are
 * @param port     on the loopback address
 * @param password that clients need
 */
record RedisConfFile(Path folder, int port, String password) {

    private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass (\\S+)$");

    /** The file that the last server in a folder used, if there was one. */
    static Optional<RedisConfFile> last(Path folder) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            Matcher port = PORT.matcher(text);
            Matcher password = PASSWORD.matcher(text);
            return port.find() && password.find()
                    ? Optional.of(new RedisConfFile(folder, Integer.parseInt(port.group(1)), password.group(1)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(LocalRedisConfig config) {
        String text = """
                # Written by Nightshift at each start: changes are lost.
                bind 127.0.0.1
                port %s
                requirepass %s
                dir "%s"
                pidfile "%s"
                logfile "%s"
                daemonize no
                databases 1
                # Acknowledged writes are on disk, and nothing is dropped to make room.
                save ""
                appendonly yes
                appendfsync %s
                maxmemory %s
                maxmemory-policy noeviction
                tcp-backlog 128
                """.formatted(
                        Integer.toString(port),
                        password,
                        folder,
                        pidFile(),
                        folder.resolve("redis.log"),
                        config.fsync().value(),
                        config.memory());
        Path file = file(folder);
        Path fresh = folder.resolve("redis.conf.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Where Redis writes its process id while it runs. */
    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    private static Path file(Path folder) {
        return folder.resolve("redis.conf");
    }
}
