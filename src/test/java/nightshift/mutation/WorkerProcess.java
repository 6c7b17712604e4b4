package nightshift.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A process that runs tests against other scripts. */
final class WorkerProcess implements AutoCloseable {

    /** The answer when the tests did not end in time, or their process died. */
    static final String NO_END = "(did not end)";

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    /** @param temporary the folder for temporary files, such as the logs of Redis */
    WorkerProcess(Path temporary) throws IOException {
        Files.createDirectories(temporary);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
                        "-Djunit.jupiter.extensions.autodetection.enabled=true",
                        "-Djunit.jupiter.extensions.autodetection.include=nightshift.*",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutationWorker.class.getName())
                .redirectError(Redirect.to(temporary.resolve("worker.log").toFile()))
                .start();
        questions = new PrintWriter(process.outputWriter(), true);
        answers = process.inputReader();
    }

    /**
     * The first test that fails with these scripts, by its id, or {@link #NO_END} if they take much longer than they should.
     */
    Optional<String> firstFailure(Path scripts, List<MeasuredTest> tests) {
        Duration most = tests.stream()
                .map(MeasuredTest::time)
                .reduce(Duration.ofSeconds(20), Duration::plus)
                .multipliedBy(3);
        String ids = tests.stream().map(MeasuredTest::id).collect(Collectors.joining(MutationWorker.SEPARATOR));
        return ask(MutationWorker.Command.TEST, scripts, ids, most);
    }

    /** Runs the tests of a class, and writes them to a file; if one fails, answers as {@link #firstFailure}, and writes nothing. */
    Optional<String> measure(Path scripts, String testClass, Path file, Duration most) {
        return ask(MutationWorker.Command.MEASURE, scripts, testClass + MutationWorker.SEPARATOR + file, most);
    }

    private Optional<String> ask(MutationWorker.Command command, Path scripts, String what, Duration most) {
        questions.println(String.join(MutationWorker.SEPARATOR, command.name(), scripts.toString(), what));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(this::answer);
        try {
            String text = answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
            Optional<String> failed =
                    text.equals("passed") ? Optional.empty() : Optional.of(text.substring("failed ".length()));
            if (failed.equals(Optional.of(NO_END))) {
                close();
            }
            return failed;
        } catch (TimeoutException | ExecutionException e) {
            close();
            return Optional.of(NO_END);
        } catch (InterruptedException e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    private String answer() {
        return answers.lines()
                .flatMap(line -> MutationWorker.answer(line).stream())
                .findFirst()
                .orElseThrow();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
