package nightshift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** With nothing but what the image gives it. */
class ArchiveCommandTest {

    private static final String LINE =
            "{\"id\":\"019ab3c4-0000-7000-8000-000000000000\",\"task\":\"t\",\"queue\":\"q\",\"state\":\"DEAD\","
                    + "\"args\":{\"é\": 1.0},\"tags\":[],\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"finishedAt\":\"2026-01-01T00:00:01.000Z\"}\n";

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void copyClasses() throws IOException, URISyntaxException {
        Path from = Path.of(
                        ArchiveCommand.class.getResource("ArchiveCommand.class").toURI())
                .getParent();
        Path to = Files.createDirectories(
                classes.resolve(ArchiveCommand.class.getPackageName().replace('.', '/')));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void printsJobs() throws Exception {
        Path file = Files.writeString(folder.resolve("export.ndjson"), LINE + LINE);

        assertThat(run(file.toString()))
                .isEqualTo(new Ended(0, LINE, "archive: 1 jobs; 1 were in the archive more than once\n"));
        Files.writeString(
                file,
                LINE.replace("\"t\"", "\"nightshift.export\"").replace("019a", "019b"),
                StandardOpenOption.APPEND);
        assertThat(run("--as-submissions", file.toString()).out())
                .isEqualTo("{\"task\":\"t\",\"args\":{\"é\": 1.0},\"queue\":\"q\",\"tags\":[]}\n");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(run("--colour", "red").status()).isEqualTo(2);
        assertThat(run("--colour", "red").err()).isEqualTo("archive: there is no option --colour; see --help\n");
        assertThat(run(folder.resolve("none").toString())).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("none cannot be read");
        });
        assertThat(run("--help").out()).contains("--as-submissions");
    }

    @Test
    void filesThatWereCutAreNotRead() throws Exception {
        byte[] whole = members(LINE, LINE.replace("019a", "019b"));
        int first = members(LINE).length;
        for (int length : new int[] {
            0, 1, 9, 15, first - 9, first - 1, first + 1, first + 3, first + 9, first + 20, whole.length - 1
        }) {
            Path file = Files.write(folder.resolve("jobs-cut.ndjson.gz"), Arrays.copyOf(whole, length));

            assertThat(run(file.toString()))
                    .as("%d of %d bytes", length, whole.length)
                    .satisfies(ended -> {
                        assertThat(ended.status()).isEqualTo(1);
                        assertThat(LINE + LINE.replace("019a", "019b")).startsWith(ended.out());
                        assertThat(ended.out()).startsWith(length < first ? "" : LINE);
                        assertThat(ended.err()).contains("jobs-cut.ndjson.gz was cut");
                    });
        }
        Path file = Files.write(folder.resolve("jobs-cut.ndjson.gz"), whole);
        assertThat(run(file.toString()))
                .isEqualTo(new Ended(0, LINE + LINE.replace("019a", "019b"), "archive: 2 jobs\n"));
    }

    @Test
    void whatIsNoMemberIsNotRead() throws Exception {
        byte[] whole = members(LINE);
        for (String more : List.of("\0", "garbage", LINE)) {
            Path file = Files.write(folder.resolve("jobs.ndjson.gz"), whole);
            Files.writeString(file, more, StandardOpenOption.APPEND);

            assertThat(run(file.toString())).satisfies(ended -> {
                assertThat(ended.status()).isEqualTo(1);
                assertThat(ended.out()).isEqualTo(LINE);
            });
        }
        whole[whole.length - 6] ^= 1;
        assertThat(run(Files.write(folder.resolve("jobs.ndjson.gz"), whole).toString())
                        .err())
                .contains("checksum is wrong");
    }

    @Test
    void linesThatWereCutAreNotRead() throws Exception {
        Path file = Files.writeString(folder.resolve("export.ndjson"), LINE + LINE.substring(0, 70));
        assertThat(run(file.toString())).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).isEqualTo(LINE);
            assertThat(ended.err()).contains("its last line is not whole");
        });

        assertThat(run(Files.writeString(file, LINE.strip()).toString()))
                .isEqualTo(new Ended(0, LINE, "archive: 1 jobs\n"));
    }

    private static byte[] members(String... texts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            try (OutputStream member = new GZIPOutputStream(all)) {
                member.write(text.getBytes(UTF_8));
            }
        }
        return all.toByteArray();
    }

    private static Ended run(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes
                        + File.pathSeparator
                        + Path.of(JsonFactory.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                ArchiveCommand.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }
}
