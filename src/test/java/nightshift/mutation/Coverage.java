package nightshift.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests evaluate which conditions, and which of them find mutants. What was measured for a test class is used again as long as
 * neither it nor a script changes.
 */
final class Coverage {

    private static final Pattern MARK = Pattern.compile("#guard (\\w+) (\\d+)\\.");
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path CLASSES = Path.of("target/test-classes");

    /** A mutant that is not found by tests that take this long together has survived. */
    private static final Duration ENOUGH = Duration.ofMinutes(3);

    private final Map<String, Set<String>> classesOf = new HashMap<>();
    private final Map<String, Duration> timeOf = new HashMap<>();
    private final Map<String, Integer> findsOf = new ConcurrentHashMap<>();
    private final Set<String> broken = new TreeSet<>();

    /** Runs each test class once, with scripts that write what they evaluate. */
    static Coverage measure(Path marked, FileTime changed, Path temporary) throws IOException {
        Coverage coverage = new Coverage();
        for (String name : testClasses()) {
            Path own = temporary.resolve(name);
            Path time = own.resolve("milliseconds");
            boolean passes = isNewer(time, changed, CLASSES.resolve(name.replace('.', '/') + ".class"))
                    || coverage.passes(name, marked, own, time);
            if (passes) {
                coverage.timeOf.put(name, Duration.ofMillis(Long.parseLong(Files.readString(time))));
                coverage.read(name, own);
            }
        }
        return coverage;
    }

    private boolean passes(String name, Path marked, Path own, Path time) throws IOException {
        Files.deleteIfExists(time);
        long began = System.nanoTime();
        try (WorkerProcess worker = new WorkerProcess(own)) {
            Optional<String> failed = worker.firstFailure(marked, List.of(name), LONGEST);
            if (failed.isPresent()) {
                System.out.println(name + " fails without any change: " + failed.get());
                broken.add(name);
                return false;
            }
        }
        Files.writeString(time, String.valueOf((System.nanoTime() - began) / 1_000_000));
        return true;
    }

    /** Test classes that fail without any change, so they prove nothing. */
    Set<String> broken() {
        return broken;
    }

    private static boolean isNewer(Path file, FileTime scripts, Path testClass) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(scripts) > 0
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(testClass)) > 0;
    }

    /** Those that use the store. */
    private static List<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith("Test.class"))
                    .filter(Coverage::usesRedis)
                    .map(file -> CLASSES.relativize(file)
                            .toString()
                            .replace('/', '.')
                            .replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }

    private static boolean usesRedis(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains("nightshift/support/RedisServer") && !text.contains("nightshift/system/ServerProcess");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String name, Path folder) throws IOException {
        Set<String> marks = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log : files.filter(file -> file.endsWith("redis.log")).toList()) {
                Matcher matcher = MARK.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
                while (matcher.find()) {
                    marks.add(matcher.group(1) + " " + matcher.group(2));
                    marks.add(matcher.group(1) + " -1");
                }
            }
        }
        marks.forEach(
                mark -> classesOf.computeIfAbsent(mark, m -> new HashSet<>()).add(name));
        System.out.printf(
                "%s: %d conditions, %d ms%n",
                name, marks.size(), timeOf.get(name).toMillis());
    }

    /** The test classes to try: those that can find the mutant, first those that are fast or have found many of its script. */
    List<String> classes(Mutant mutant) {
        String mark = mutant.file() + " " + mutant.condition();
        List<String> classes = new ArrayList<>();
        Duration all = Duration.ZERO;
        for (String name : classesOf.getOrDefault(mark, Set.of()).stream()
                .sorted(Comparator.comparing(name -> timeOf.get(name).toMillis() / (1 + finds(mutant, name))))
                .toList()) {
            if (all.compareTo(ENOUGH) < 0) {
                classes.add(name);
                all = all.plus(timeOf.get(name));
            }
        }
        return classes;
    }

    private int finds(Mutant mutant, String name) {
        return findsOf.getOrDefault(mutant.file() + " " + name, 0);
    }

    /** Notes that a test has found a mutant. */
    void found(Mutant mutant, String test) {
        timeOf.keySet().stream()
                .filter(test::startsWith)
                .forEach(name -> findsOf.merge(mutant.file() + " " + name, 1, Integer::sum));
    }

    /** How long these tests may take. */
    Duration limit(List<String> classes) {
        return classes.stream()
                .map(timeOf::get)
                .reduce(Duration.ofSeconds(60), Duration::plus)
                .multipliedBy(2);
    }
}
