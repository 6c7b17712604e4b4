package nightshift.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests against other scripts, in a process of its own, since a script that has gone wrong can hang. It reads lines of words: a
 * command, the folder with the scripts, and what to run. It answers each with a line: {@code passed}, or {@code failed} and the first
 * test that did.
 */
final class MutationWorker {

    /** Separates the words of a line; ids of tests have spaces. */
    static final String SEPARATOR = "\t";

    private static final String ANSWER = "answer: ";

    /** A test that takes longer hangs: without a change, all take a fraction of this. */
    private static final Duration LONGEST_TEST = Duration.ofSeconds(30);

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    /** What a worker can be told to do. */
    enum Command {
        /** Run the tests with these ids until one fails. */
        TEST,
        /** Run the tests of one class, and write them to the file that follows as {@link MeasuredTest}. */
        MEASURE
    }

    private MutationWorker() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            List<String> words = Arrays.asList(line.split(SEPARATOR));
            Hangs hangs = new Hangs(() -> answers.println(ANSWER + "failed " + WorkerProcess.NO_END));
            ScheduledFuture<?> watch = WATCH.scheduleWithFixedDelay(hangs, 1, 1, TimeUnit.SECONDS);
            Optional<String> failed =
                    run(Command.valueOf(words.get(0)), Path.of(words.get(1)), words.subList(2, words.size()), hangs);
            watch.cancel(true);
            answers.println(ANSWER + failed.map(test -> "failed " + test).orElse("passed"));
        }
    }

    /** Notices that a test hangs. */
    private static final class Hangs implements TestExecutionListener, Runnable {

        private final Runnable report;
        private volatile long latest = System.nanoTime();
        private boolean reported;

        /** @param report is called once; then the process is of no use any more */
        Hangs(Runnable report) {
            this.report = report;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            latest = System.nanoTime();
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            latest = System.nanoTime();
        }

        @Override
        public void run() {
            if (!reported && System.nanoTime() - latest > LONGEST_TEST.toNanos()) {
                reported = true;
                report.run();
            }
        }
    }

    /** What a line of a worker answers, if it is an answer. */
    static Optional<String> answer(String line) {
        return line.startsWith(ANSWER) ? Optional.of(line.substring(ANSWER.length())) : Optional.empty();
    }

    private static Optional<String> run(Command command, Path scripts, List<String> words, Hangs hangs)
            throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] places = {
            scripts.toUri().toURL(),
            Path.of("target/test-classes/").toUri().toURL(),
            Path.of("target/classes/").toUri().toURL()
        };
        try (ScriptClasses loader = new ScriptClasses(places, before)) {
            thread.setContextClassLoader(loader);
            return switch (command) {
                case TEST ->
                    firstFailure(words.stream()
                            .map(DiscoverySelectors::selectUniqueId)
                            .toList());
                case MEASURE -> measure(words.get(0), Path.of(words.get(1)), hangs);
            };
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Optional<String> measure(String name, Path file, Hangs hangs) throws IOException {
        Measurement measurement = new Measurement(Path.of(System.getProperty("java.io.tmpdir")));
        Optional<String> failed = firstFailure(List.of(DiscoverySelectors.selectClass(name)), measurement, hangs);
        if (failed.isEmpty()) {
            Files.write(
                    file, measurement.tests().stream().map(MeasuredTest::line).toList());
        }
        return failed;
    }

    private static Optional<String> firstFailure(
            List<? extends DiscoverySelector> selectors, TestExecutionListener... listeners) {
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(TagFilter.excludeTags("slow"))
                .build();
        CancellationToken rest = CancellationToken.create();
        AtomicReference<String> failed = new AtomicReference<>();
        TestExecutionListener first = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.compareAndSet(null, test.getUniqueId());
                    rest.cancel();
                }
            }
        };
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(tests)
                        .listeners(first)
                        .listeners(listeners)
                        .cancellationToken(rest)
                        .build());
        return Optional.ofNullable(failed.get());
    }
}
