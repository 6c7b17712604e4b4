package nightshift.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Changes each guard of each script, one at a time, and runs the tests that evaluate it: at least one has to fail. The report is {@code
 * target/mutation/report.md}. Arguments are the scripts to change; none for all.
 *
 * <p>It ends with 1 if fewer than 95 % were found, if one survived without a reason in {@code docs/reliability.md}, or if a test fails
 * without any change.
 */
final class MutationRun {

    private static final Path SCRIPTS = Path.of("src/main/resources/lua");
    private static final Path WORK = Path.of("target/mutation");
    private static final Path REASONS = Path.of("docs/reliability.md");
    private static final double ENOUGH = 0.95;
    /** Two for each core, because a worker whose test hangs only waits. */
    private static final int WORKERS = 2 * Runtime.getRuntime().availableProcessors();

    /** A worker loads all classes anew for each mutant, so it is replaced from time to time. */
    private static final int MUTANTS_OF_WORKER = 60;

    private static final Duration ALONE = Duration.ofSeconds(20);

    private final Coverage coverage;
    private final int all;
    private final Queue<Mutant> waiting;
    private final List<Result> results = Collections.synchronizedList(new ArrayList<>());

    /** Tests that pass alone without any change. */
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    private record Result(Mutant mutant, Optional<String> failed, int tests) {}

    private MutationRun(Coverage coverage, List<Mutant> mutants) {
        this.coverage = coverage;
        this.all = mutants.size();
        this.waiting = new ConcurrentLinkedQueue<>(mutants);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Set<String> wanted = Arrays.stream(args).collect(Collectors.toSet());
        List<Mutant> mutants = new ArrayList<>();
        Path marked = WORK.resolve("marked");
        FileTime changed = FileTime.fromMillis(0);
        for (String file : files()) {
            Path place = SCRIPTS.resolve(file + ".lua");
            String script = Files.readString(place);
            changed = Collections.max(List.of(changed, Files.getLastModifiedTime(place)));
            write(marked, file, Guards.marked(file, script));
            if (wanted.isEmpty() || wanted.contains(file)) {
                mutants.addAll(Guards.mutants(file, script));
            }
        }
        System.out.println(mutants.size() + " mutants");
        MutationRun run = new MutationRun(Coverage.measure(marked, changed, WORK.resolve("coverage")), mutants);
        List<Thread> threads = IntStream.range(0, WORKERS)
                .mapToObj(n -> new Thread(() -> run.work(WORK.resolve("worker-" + n))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Verdict verdict = run.verdict(KnownSurvivors.read(Files.readString(REASONS)));
        Files.writeString(WORK.resolve("report.md"), verdict.report());
        System.out.println(verdict.report());
        if (!verdict.isGood()) {
            System.exit(1);
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString().replace(".lua", ""))
                    .sorted()
                    .toList();
        }
    }

    private static void write(Path folder, String file, String text) {
        try {
            Path place = folder.resolve("lua").resolve(file + ".lua");
            Files.createDirectories(place.getParent());
            Files.writeString(place, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(Path temporary) {
        WorkerProcess worker = null;
        int done = 0;
        for (Mutant mutant = waiting.poll(); mutant != null; mutant = waiting.poll()) {
            if (worker == null || !worker.isAlive() || done % MUTANTS_OF_WORKER == 0) {
                worker = replace(worker, temporary);
            }
            done++;
            Result result = tested(mutant, worker, temporary);
            String outcome = result.failed
                    .map(test -> "found by " + MeasuredTest.name(test))
                    .orElse("SURVIVED");
            System.out.printf("%s line %d, %s: %s%n", mutant.file(), mutant.line(), mutant.change(), outcome);
            results.add(result);
        }
        if (worker != null) {
            worker.close();
        }
    }

    private static WorkerProcess replace(WorkerProcess worker, Path temporary) {
        if (worker != null) {
            worker.close();
        }
        try {
            return new WorkerProcess(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result tested(Mutant mutant, WorkerProcess worker, Path temporary) {
        Path folder = WORK.resolve("mutants").resolve(mutant.name());
        write(folder, mutant.file(), mutant.text());
        Optional<String> failed;
        List<MeasuredTest> tests;
        do {
            tests = coverage.tests(mutant);
            failed = tests.isEmpty() ? Optional.empty() : worker.firstFailure(folder, tests);
        } while (failed.isPresent() && !provesSomething(failed.get(), temporary));
        failed.ifPresent(test -> coverage.found(mutant, test));
        return new Result(mutant, failed, tests.size());
    }

    /** Whether a test that failed passes alone without any change. One that does not would seem to find every mutant. */
    private boolean provesSomething(String test, Path temporary) {
        if (test.equals(WorkerProcess.NO_END) || proven.contains(test)) {
            return true;
        }
        try (WorkerProcess worker = replace(null, temporary.resolve("alone"))) {
            if (worker.firstFailure(WORK.resolve("unchanged"), List.of(new MeasuredTest(test, ALONE, Set.of())))
                    .isEmpty()) {
                proven.add(test);
                return true;
            }
        }
        System.out.println(MeasuredTest.name(test) + " fails alone without any change");
        coverage.dependsOnOthers(test);
        return false;
    }

    private record Verdict(String report, boolean isGood) {}

    private Verdict verdict(KnownSurvivors known) {
        List<Result> survivors = results.stream()
                .filter(result -> result.failed.isEmpty())
                .sorted(Comparator.comparing((Result result) -> result.mutant.file())
                        .thenComparing(result -> result.mutant.line()))
                .toList();
        long endless = results.stream()
                .filter(result -> result.failed.equals(Optional.of(WorkerProcess.NO_END)))
                .count();
        double found = 1.0 - (double) survivors.size() / Math.max(1, results.size());
        StringBuilder text = new StringBuilder(String.format(
                "%d mutants, %d found (%d of them because the tests did not end), %d survived: %.1f %%\n\n",
                results.size(), results.size() - survivors.size(), endless, survivors.size(), 100 * found));
        text.append("| script | line | guard | change | tests | reason |\n|---|---|---|---|---|---|\n");
        boolean isComplete = results.size() == all && coverage.broken().isEmpty();
        boolean allKnown = true;
        for (Result result : survivors) {
            Mutant mutant = result.mutant;
            Optional<String> reason = known.reason(mutant);
            allKnown &= reason.isPresent();
            text.append(String.format(
                    "| %s | %d | %s | %s | %d | %s |%n",
                    mutant.file(),
                    mutant.line(),
                    KnownSurvivors.cell(mutant.original()),
                    KnownSurvivors.cell(mutant.change()),
                    result.tests,
                    reason.orElse("**none**")));
        }
        coverage.broken().forEach(name -> text.append(name).append(" fails without any change\n"));
        return new Verdict(text.toString(), found >= ENOUGH && allKnown && isComplete);
    }
}
