package nightshift.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of a server under test on Open Liberty, laid out as in the image. */
public final class ServerFolder {

    /**
     * Servers under test live for a minute or less. The second compiler of the JVM would cost most of their CPU, and pay off
     * only later.
     */
    private static final String SHORT_LIVED = "\n-XX:TieredStopAtLevel=1\n";

    private static final Path WAR = Path.of(System.getProperty("nightshift.test.war", "target/nightshift.war"));

    private ServerFolder() {}

    /** The WAR that was built. */
    public static Path war() {
        return WAR;
    }

    /** Copies the shipped configuration, and the JAR that Open Liberty loads beside the WAR. */
    public static void layOut(Path server) throws IOException {
        copy(Path.of("server-config"), server);
        Files.writeString(server.resolve("jvm.options"), SHORT_LIVED, StandardOpenOption.APPEND);
        Path door = WAR.resolveSibling("nightshift-door.jar");
        Files.copy(door, Files.createDirectories(server.resolve("lib")).resolve(door.getFileName()));
    }

    /** Copies a folder with all that is in it over another. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
