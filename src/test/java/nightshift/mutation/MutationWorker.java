package nightshift.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests against other scripts, in a process of its own, since a script that has gone wrong can hang. It reads lines with a folder
 * and names of test classes, and answers each with a line: {@code passed}, or {@code failed} and the first test that did.
 */
final class MutationWorker {

    private static final String ANSWER = "answer: ";

    private MutationWorker() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split(" ");
            Optional<String> failed = run(Path.of(words[0]), Arrays.copyOfRange(words, 1, words.length));
            answers.println(ANSWER + failed.map(test -> "failed " + test).orElse("passed"));
        }
    }

    /** What a line of a worker answers, if it is an answer. */
    static Optional<String> answer(String line) {
        return line.startsWith(ANSWER) ? Optional.of(line.substring(ANSWER.length())) : Optional.empty();
    }

    private static Optional<String> run(Path scripts, String... classes) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] places = {
            scripts.toUri().toURL(),
            Path.of("target/test-classes/").toUri().toURL(),
            Path.of("target/classes/").toUri().toURL()
        };
        try (ScriptClasses loader = new ScriptClasses(places, before)) {
            thread.setContextClassLoader(loader);
            return firstFailure(loader, classes);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Optional<String> firstFailure(ClassLoader loader, String... classes) {
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes)
                        .map(name -> DiscoverySelectors.selectClass(loader, name))
                        .toList())
                .filters(TagFilter.excludeTags("slow"))
                .build();
        CancellationToken rest = CancellationToken.create();
        AtomicReference<String> failed = new AtomicReference<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.compareAndSet(null, name(test));
                    rest.cancel();
                }
            }
        };
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(tests)
                        .listeners(listener)
                        .cancellationToken(rest)
                        .build());
        return Optional.ofNullable(failed.get());
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getClassName() + "." + test.getLegacyReportingName())
                .orElse(test.getLegacyReportingName());
    }
}
