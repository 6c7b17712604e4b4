package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms and files stay so small that a stranger finds their way. */
class SizesTest {

    /** A room with more than this share of the lines or of the classes is too large. */
    private static final double SHARE_MOST = 0.25;

    private static final int FILE_LINES_MOST = 300;

    /** The list of all keys is longer, since it is one list. */
    private static final Set<String> LONG = Set.of("Keys.java");

    @Test
    void noRoomIsTooLarge() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        Map<String, Integer> lines = new TreeMap<>();
        Path root = Path.of("src/main/java/nightshift");
        try (Stream<Path> sources = Files.walk(root)) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String room = root.relativize(file).getName(0).toString();
                files.merge(room, 1, Integer::sum);
                lines.merge(room, lines(file), Integer::sum);
            });
        }
        assertThat(tooLarge(lines)).as("rooms by lines").isEmpty();
        assertThat(tooLarge(files)).as("rooms by classes").isEmpty();
    }

    @Test
    void noFileIsTooLong() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("task-api/src/main/java"))) {
            try (Stream<Path> sources = Files.walk(root)) {
                sources.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> lines(file) > FILE_LINES_MOST
                                && !LONG.contains(file.getFileName().toString()))
                        .forEach(file -> tooLong.add(file + ": " + lines(file)));
            }
        }
        assertThat(tooLong).as("files with more than %s lines", FILE_LINES_MOST).isEmpty();
    }

    private static Set<String> tooLarge(Map<String, Integer> sizes) {
        int all = sizes.values().stream().mapToInt(Integer::intValue).sum();
        Set<String> large = new TreeSet<>();
        sizes.forEach((room, size) -> {
            if (size > all * SHARE_MOST) {
                large.add(room + " " + size + " of " + all);
            }
        });
        return large;
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
