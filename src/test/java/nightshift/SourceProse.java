package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text for people in the project's files: comments and strings of code, and the whole of other files. */
final class SourceProse {

    private static final List<Path> PLACES = Stream.of(
                    "src/main",
                    "task-api/src",
                    "src-ui/src",
                    "src-ui/e2e",
                    "scripts",
                    "server-config",
                    "compose",
                    "compose.yaml",
                    "openshift-k8s",
                    "prometheus",
                    "alertmanager",
                    "monitoring",
                    "bench",
                    "chaos",
                    "pom.xml",
                    "Dockerfile",
                    "Makefile")
            .map(Path::of)
            .toList();

    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "dist");

    /** Pages have a test of their own, npm writes lock files, and the API's types are generated. */
    private static final Pattern NOT_PROSE = Pattern.compile(".*(?:\\.md|\\.json|\\.gen\\.ts|\\.txt)");

    private static final String DOUBLE_QUOTED = "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"";
    private static final String SINGLE_QUOTED = "'[^'\\\\\n]*+(?:\\\\.[^'\\\\\n]*+)*+'";
    private static final String BACKQUOTED = "`[^`\\\\]*+(?:\\\\.[^`\\\\]*+)*+`";
    private static final String SLASHES = "//[^\n]*|/\\*[\\s\\S]*?\\*/";
    private static final String SCRIPT = String.join("|", DOUBLE_QUOTED, SINGLE_QUOTED, BACKQUOTED, SLASHES);

    /** The parts of a file that are prose, by its extension. */
    private static final Map<String, Pattern> PROSE = Map.of(
            ".java", Pattern.compile(String.join("|", "\"\"\"[\\s\\S]*?\"\"\"", DOUBLE_QUOTED, SINGLE_QUOTED, SLASHES)),
            ".lua", Pattern.compile(String.join("|", DOUBLE_QUOTED, SINGLE_QUOTED, "--[^\n]*")),
            ".css", Pattern.compile(SLASHES),
            ".ts", Pattern.compile(SCRIPT),
            ".mjs", Pattern.compile(SCRIPT),
            ".tsx", Pattern.compile(SCRIPT + "|(?<=[>}])[^<>{}=;]*\\s[^<>{}=;]*(?=[<{])"));

    private static final Pattern ALL = Pattern.compile("[\\s\\S]+");
    private static final Pattern MARK = Pattern.compile("(?m)^([ \t]*)(?:/?\\*+/?|//|--|#|<!--)+ ?");
    private static final Pattern QUOTES = Pattern.compile("^[\"'`]+|[\"'`]+$");
    private static final Pattern JOINED = Pattern.compile("\\s*\\+\\s*");

    private SourceProse() {}

    /** Every file that has prose. */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : PLACES) {
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(Files::isRegularFile).filter(SourceProse::isOurs).forEach(files::add);
            }
        }
        assertThat(files)
                .contains(
                        Path.of("src/main/resources/lua/lib.lua"),
                        Path.of("src-ui/src/main.tsx"),
                        Path.of("prometheus/rules/jobs.yml"));
        return files.stream().sorted().toList();
    }

    /** A file's prose, with its line numbers unchanged. Code becomes underscores, so that no phrase spans it. */
    static String of(String name, String text) {
        StringBuilder prose = new StringBuilder();
        Matcher pieces = PROSE.getOrDefault(name.substring(Math.max(0, name.lastIndexOf('.'))), ALL)
                .matcher(text);
        int done = 0;
        while (pieces.find()) {
            prose.append(code(text.substring(done, pieces.start()))).append(words(pieces.group()));
            done = pieces.end();
        }
        return prose.append(code(text.substring(done))).toString();
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return !NOT_PROSE.matcher(file.toString()).matches();
    }

    /** A sentence continues in the next string, and in the next line of a comment. */
    private static String code(String code) {
        return code.replaceAll("\\S", JOINED.matcher(code).matches() ? " " : "_");
    }

    private static String words(String piece) {
        String unmarked = MARK.matcher(piece).replaceAll(SourceProse::blank);
        return QUOTES.matcher(unmarked).replaceAll(SourceProse::blank);
    }

    private static String blank(MatchResult match) {
        return " ".repeat(match.group().length());
    }
}
