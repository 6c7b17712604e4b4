package nightshift.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The redis-server that is installed on this machine. */
final class RedisBinary {

    private static final int OLDEST = 7;
    private static final Pattern VERSION = Pattern.compile("\\bv=((\\d+)\\.\\S+)");
    private static final String ADVICE =
            ": install redis-server 7.0 or newer, or point NIGHTSHIFT_REDIS_URL at a Redis that runs elsewhere";

    private RedisBinary() {}

    /**
     * Finds a redis-server on the PATH that is new enough.
     *
     * @throws CannotStart if there is none; the message says what to do
     */
    static Path find() {
        Path program = onPath("redis-server")
                .orElseThrow(() -> new CannotStart(
                        "nightshift.redis.url (NIGHTSHIFT_REDIS_URL) is not set and there is no redis-server to start"
                                + ADVICE));
        String answer = version(program);
        Matcher matcher = VERSION.matcher(answer);
        if (!matcher.find()) {
            throw new CannotStart(program + " does not report its version (\"" + answer + "\")" + ADVICE);
        }
        if (Integer.parseInt(matcher.group(2)) < OLDEST) {
            throw new CannotStart(program + " is version " + matcher.group(1) + ", too old" + ADVICE);
        }
        return program;
    }

    /** A program on the PATH, if it is there. */
    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new CannotStart(program + " does not start (" + e.getMessage() + ")" + ADVICE);
        }
    }
}
