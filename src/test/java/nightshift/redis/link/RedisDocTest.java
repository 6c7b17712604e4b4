package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of keys in {@code docs/redis.md} has every key that scripts and Java use, no other, and the scripts that write it. */
class RedisDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern KEY = Pattern.compile("\\b(?:P|KEYS\\[1\\]) \\.\\. (?:'([^']*)'|([^,)\n]+))");
    private static final Pattern JAVA_KEY = Pattern.compile("(?:\\bprefix|\\.prefix\\(\\)) \\+ \"([a-z:-]+)\"");
    /** Arguments of a command that is not known to only read, and of functions that take the key from their caller. */
    private static final Pattern WRITE =
            Pattern.compile("(?:redis\\.call\\('(?!(?:GET|MGET|HGET|HMGET|HGETALL|HKEYS|HLEN|EXISTS|HEXISTS|TIME"
                    + "|LINDEX|LLEN|LPOS|GETRANGE|STRLEN|ZRANGE|ZRANK|ZM?SCORE|ZCARD|ZINTERCARD|PTTL|SMEMBERS|SISMEMBER|SRANDMEMBER|XRANGE)')\\w+', (?:\\d+, )?"
                    + "|(?<!function )\\b(?:first_ready|check_hash)\\()(?=([^\n]+))");
    /** A change of state unless both states have no index. */
    private static final Pattern INDEXED_MOVE =
            Pattern.compile("(?<!function )\\bmoved\\((?!\\w+, (?:nil|'[RXDB]'), '[RXDB]')");

    /** A change of state of a job that is not new, unless a job that is ready comes to run. */
    private static final Pattern MARKED_MOVE =
            Pattern.compile("(?<!function )\\bmoved\\((?!\\w+, nil,)(?!\\w+, 'R', 'X')");

    private static final Pattern SET_ASIDE_BEFORE = Pattern.compile("wake_as_before\\('([a-z-]+)'");
    private static final Pattern FUNCTION =
            Pattern.compile("(?ms)^local function (\\w+)\\((?:[^\n]*\\bend$|[^\n]*\n.*?^end$)");

    /** Rows that stand for all keys that begin like this. */
    private static final Set<String> OPEN_ENDED = Set.of("access:", "aside:");

    /** Keys that a script takes from a variable. All of them are written out elsewhere too. */
    private static final Set<String> COMPUTED = Set.of("tasks", "tasks .. ':' .. task", "source", "set", "place");

    /** What {@code flush} writes, by the function of {@code lib.lua} that makes it do so. */
    private static final Map<String, Set<String>> FLUSHED = Map.of(
            "make_ready", Set.of("ready:", "turn:", "turns:", "lines:", "active", "flow:"),
            "flow", Set.of("flow:"),
            "moved", Set.of("counts", "events"),
            "note", Set.of("state:"),
            "note_removal", Set.of("removals"),
            "note_uncountable", Set.of("removals"),
            "mark", Set.of("changed"),
            "note_time", Set.of("events"),
            "count", Set.of("counts"),
            "announce", Set.of("events"));

    @Test
    void tableHasEveryKeyThatIsUsed() throws IOException {
        List<Row> table = table();

        assertThat(used())
                .allSatisfy(key -> assertThat(table)
                        .as("rows of docs/redis.md for %s", key)
                        .anyMatch(row -> row.has(key)));
    }

    @Test
    void everyKeyInTheTableIsUsed() throws IOException {
        Set<String> used = used();
        List<String> listed =
                table().stream().flatMap(row -> row.keys().stream()).toList();

        assertThat(listed)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        name -> assertThat(used).as("keys in scripts and Java").anyMatch(key -> fits(key, name)));
    }

    @Test
    void tableNamesTheScriptsThatWriteEachKey() throws IOException {
        Map<String, Set<String>> written = written();

        assertThat(table())
                .allSatisfy(row -> assertThat(row.scripts())
                        .as("scripts that write %s", row.keys())
                        .isEqualTo(written.keySet().stream()
                                .filter(script -> written.get(script).stream().anyMatch(row::has))
                                .collect(Collectors.toSet())));
    }

    @Test
    void classesInTheTableExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(table()).allSatisfy(row -> assertThat(classes).containsAll(quoted(row.writers())));
    }

    /**
     * A row of the table.
     *
     * @param keys    cut where a part begins that varies
     * @param writers scripts, and classes in backticks
     */
    private record Row(List<String> keys, String writers) {

        boolean has(String key) {
            return keys.stream().anyMatch(name -> fits(key, name));
        }

        Set<String> scripts() {
            return Stream.of(writers.replaceAll("`[^`]+`", "").split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    /** Whether a key as code begins it, such as {@code ended:}, is one of a row, such as {@code ended:F}. */
    private static boolean fits(String key, String row) {
        return key.equals(row)
                || key.endsWith(":") && row.startsWith(key)
                || OPEN_ENDED.contains(row) && key.startsWith(row);
    }

    private static List<Row> table() throws IOException {
        List<Row> table = ROW.matcher(Files.readString(Path.of("docs/redis.md")))
                .results()
                .map(row -> new Row(
                        quoted(row.group(1)).stream()
                                .map(key -> key.replaceAll("[<…].*", ""))
                                .toList(),
                        row.group(2)))
                .toList();
        assertThat(table).hasSizeGreaterThan(20);
        return table;
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Set<String> used() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path script : files("src/main/resources", ".*\\.lua")) {
            String lua = Files.readString(script);
            keys.addAll(keysIn(lua));
            keys.addAll(setAsideBefore(lua));
        }
        for (Path source : files("src/main/java", ".*/redis/.*\\.java")) {
            String java = Files.readString(source);
            String prefix = java.contains("keys.prefix() + \"access:\"") ? "access:" : "";
            JAVA_KEY.matcher(java)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(key -> keys.add(key.startsWith(prefix) ? key : prefix + key));
        }
        return keys;
    }

    private static List<Path> files(String root, String form) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().matches(form)).toList();
        }
    }

    /** The keys of earlier versions that a script empties. */
    private static Set<String> setAsideBefore(String lua) {
        return SET_ASIDE_BEFORE
                .matcher(lua)
                .results()
                .flatMap(match -> Stream.of(match.group(1), match.group(1) + ":"))
                .collect(Collectors.toSet());
    }

    private static Set<String> keysIn(String lua) {
        Set<String> keys = new TreeSet<>();
        Matcher key = KEY.matcher(lua);
        while (key.find()) {
            if (key.group(1) != null) {
                keys.add(key.group(1));
            } else if (key.group(2).startsWith("(")) {
                Matcher literal = Pattern.compile("'([a-z-]+:?)'").matcher(key.group(2));
                literal.results().forEach(match -> keys.add(match.group(1)));
            } else {
                assertThat(COMPUTED)
                        .as("keys from variables")
                        .contains(key.group(2).strip());
            }
        }
        return keys;
    }

    /** The keys that each script writes: in its own lines, in those of the functions that it calls, and through {@code flush}. */
    private static Map<String, Set<String>> written() {
        Map<String, Set<String>> written = new LinkedHashMap<>();
        for (LuaScript script : LuaScript.values()) {
            written.put(script.label(), written(new String(script.text(), UTF_8)));
        }
        written.put("probe", written(LuaScript.read("probe")));
        return written;
    }

    private static Set<String> written(String text) {
        String script = text.replaceAll("--[^\n]*", "");
        Map<String, String> functions = new LinkedHashMap<>();
        FUNCTION.matcher(script).results().forEach(match -> functions.put(match.group(1), match.group()));
        functions.remove("flush");
        StringBuilder reached = new StringBuilder(FUNCTION.matcher(script).replaceAll(""));
        Set<String> keys = new TreeSet<>();
        for (boolean more = true; more; ) {
            more = false;
            for (String name : List.copyOf(functions.keySet())) {
                if (Pattern.compile("\\b" + name + "\\(").matcher(reached).find()) {
                    String body = functions.remove(name);
                    reached.append('\n').append(FLUSHED.containsKey(name) ? "" : body);
                    keys.addAll(FLUSHED.getOrDefault(name, Set.of()));
                    more = true;
                }
            }
        }
        String code = reached.toString();
        if (code.contains("events[#events + 1]")) {
            keys.add("events");
        }
        if (INDEXED_MOVE.matcher(code).find()) {
            keys.add("state:");
        }
        if (MARKED_MOVE.matcher(code).find()) {
            keys.add("changed");
        }
        keys.addAll(setAsideBefore(code));
        WRITE.matcher(code).results().forEach(match -> keys.addAll(targets(match.group(1), code)));
        return keys;
    }

    /** The keys that the arguments of a call name, in themselves or by a variable. */
    private static Set<String> targets(String arguments, String code) {
        if (arguments.startsWith("P") || arguments.startsWith("KEYS")) {
            return keysIn(arguments);
        }
        Set<String> keys = new TreeSet<>();
        String variable = arguments.replaceFirst("^unpack\\(", "").replaceAll("\\W.*", "") + "s?";
        Matcher local = Pattern.compile("(?m)^[^\n]*\\b" + variable + "\\b[^=\n]* = ([^\n]*)")
                .matcher(code);
        while (local.find()) {
            keys.addAll(keysIn(local.group(1)));
        }
        return keys;
    }
}
