package nightshift.mutation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Follows the tests of one class, and notes what the scripts write to the logs of Redis while each of them runs. */
final class Measurement implements TestExecutionListener {

    private static final Pattern MARK = Pattern.compile("#guard (\\w+) (\\d+)\\.");

    private final Path folder;
    private final Map<Path, Long> offsets = new HashMap<>();
    private final Set<String> before = new HashSet<>();
    private final List<MeasuredTest> tests = new ArrayList<>();
    private long began;

    /** @param folder where the logs of Redis are, in folders of their own */
    Measurement(Path folder) {
        this.folder = folder;
    }

    /** The tests that have passed. */
    List<MeasuredTest> tests() {
        return tests;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            Set<String> fresh = evaluated();
            if (tests.isEmpty()) {
                before.addAll(fresh);
            }
            began = System.nanoTime();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            Set<String> evaluated = evaluated();
            evaluated.addAll(before);
            tests.add(new MeasuredTest(test.getUniqueId(), time, evaluated));
        }
    }

    /** The conditions that were evaluated since the last call. */
    private Set<String> evaluated() {
        Set<String> evaluated = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path log : files.filter(file -> file.endsWith("redis.log")).toList()) {
                Matcher matcher = MARK.matcher(rest(log));
                while (matcher.find()) {
                    evaluated.add(MeasuredTest.condition(matcher.group(1), Integer.parseInt(matcher.group(2))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evaluated;
    }

    private String rest(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = offsets.getOrDefault(log, 0L);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            offsets.put(log, from + bytes.length);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
