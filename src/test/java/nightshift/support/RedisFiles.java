package nightshift.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of Redis as it is deployed, in a folder of a test. */
final class RedisFiles {

    private static final Path SHIPPED = Path.of("openshift-k8s/base/nightshift/redis.conf");

    private RedisFiles() {}

    /** Writes the shipped configuration and a file of users into the folder, which also holds the data. Returns the first. */
    static Path write(Path folder, String users) {
        try {
            Files.writeString(folder.resolve("users.acl"), users);
            return Files.writeString(
                    folder.resolve("redis.conf"),
                    Files.readString(SHIPPED)
                            .replace("dir /data", "dir " + folder)
                            .replace("/etc/redis/acl", folder.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
