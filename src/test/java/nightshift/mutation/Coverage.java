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
import java.util.stream.Stream;

/**
 * Which tests evaluate which conditions, and which of them find mutants. What was measured for a test class is used again as long as
 * neither it nor a script changes.
 */
final class Coverage {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path CLASSES = Path.of("target/test-classes");

    /** A mutant that is not found by tests that take this long together has survived. */
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final Map<String, Set<MeasuredTest>> testsOf = new HashMap<>();
    private final Set<MeasuredTest> all = new HashSet<>();
    private final Map<String, Integer> findsOf = new ConcurrentHashMap<>();
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> dependent = ConcurrentHashMap.newKeySet();

    /** Runs each test class once, with scripts that write what they evaluate. */
    static Coverage measure(Path marked, FileTime changed, Path temporary) throws IOException {
        Coverage coverage = new Coverage();
        for (String name : testClasses()) {
            Path own = temporary.resolve(name);
            Path tests = own.resolve("tests");
            if (isNewer(tests, changed, CLASSES.resolve(name.replace('.', '/') + ".class"))
                    || coverage.passes(name, marked, own, tests)) {
                coverage.read(name, Files.readAllLines(tests));
            }
        }
        return coverage;
    }

    private boolean passes(String name, Path marked, Path own, Path tests) throws IOException {
        Files.deleteIfExists(tests);
        try (WorkerProcess worker = new WorkerProcess(own)) {
            Optional<String> failed = worker.measure(marked, name, tests, LONGEST);
            failed.ifPresent(test -> {
                System.out.println(name + " fails without any change: " + MeasuredTest.name(test));
                broken.add(name);
            });
            return failed.isEmpty();
        }
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

    private void read(String name, List<String> lines) {
        Duration time = Duration.ZERO;
        for (String line : lines) {
            MeasuredTest test = MeasuredTest.read(line);
            time = time.plus(test.time());
            all.add(test);
            for (String condition : test.conditions()) {
                String file = condition.split(" ")[0];
                testsOf.computeIfAbsent(condition, c -> new HashSet<>()).add(test);
                testsOf.computeIfAbsent(MeasuredTest.condition(file, -1), c -> new HashSet<>())
                        .add(test);
            }
        }
        System.out.printf("%s: %d tests, %d ms%n", name, lines.size(), time.toMillis());
    }

    /**
     * The tests to try: those that can find the mutant, first those that are fast or whose class has found many of its script. A script
     * without conditions writes nothing, so any test can be one that uses it.
     */
    List<MeasuredTest> tests(Mutant mutant) {
        List<MeasuredTest> tests = new ArrayList<>();
        Duration together = Duration.ZERO;
        for (MeasuredTest test : testsOf
                .getOrDefault(
                        MeasuredTest.condition(mutant.file(), mutant.condition()),
                        mutant.condition() < 0 ? all : Set.of())
                .stream()
                .filter(test -> !dependent.contains(test.id()))
                .sorted(Comparator.comparing(test -> (test.time().toMillis() + 1) / (1 + finds(mutant, test.id()))))
                .toList()) {
            if (together.compareTo(ENOUGH) < 0) {
                tests.add(test);
                together = together.plus(test.time());
            }
        }
        return tests;
    }

    private int finds(Mutant mutant, String test) {
        return findsOf.getOrDefault(findsKey(mutant, test), 0);
    }

    /** Notes that a test has found a mutant. */
    void found(Mutant mutant, String test) {
        findsOf.merge(findsKey(mutant, test), 1, Integer::sum);
    }

    private static String findsKey(Mutant mutant, String test) {
        return mutant.file() + " " + MeasuredTest.className(test);
    }

    /** Notes that a test fails without any change when it runs without the others of its class, so it proves nothing. */
    void dependsOnOthers(String test) {
        dependent.add(test);
    }
}
