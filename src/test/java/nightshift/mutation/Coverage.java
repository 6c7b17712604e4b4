package nightshift.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tests evaluate which conditions. */
final class Coverage {

    private static final Pattern MARK = Pattern.compile("#guard (\\w+) (\\d+)\\.");
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path CLASSES = Path.of("target/test-classes");

    private final Map<String, Set<String>> classesOf = new HashMap<>();
    private final Map<String, Duration> timeOf = new HashMap<>();

    /** Runs each test class once, with scripts that write what they evaluate. */
    static Coverage measure(Path marked, Path temporary) throws IOException {
        Coverage coverage = new Coverage();
        for (String name : testClasses()) {
            Path own = temporary.resolve(name);
            long began = System.nanoTime();
            try (WorkerProcess worker = new WorkerProcess(own)) {
                worker.firstFailure(marked, List.of(name), LONGEST)
                        .ifPresent(test -> System.out.println(name + " fails with marked scripts: " + test));
            }
            coverage.timeOf.put(name, Duration.ofNanos(System.nanoTime() - began));
            coverage.read(name, own);
        }
        return coverage;
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

    /** The test classes that can find a mutant, the fastest first. */
    List<String> classes(Mutant mutant) {
        String mark = mutant.file() + " " + mutant.condition();
        List<String> classes = new ArrayList<>(classesOf.getOrDefault(mark, Set.of()));
        classes.sort(Comparator.comparing(timeOf::get));
        return classes;
    }

    /** How long these tests may take. */
    Duration limit(List<String> classes) {
        return classes.stream()
                .map(timeOf::get)
                .reduce(Duration.ofSeconds(60), Duration::plus)
                .multipliedBy(2);
    }
}
