package nightshift.redis.check;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.job.Invariant;
import nightshift.store.Integrity.Finding;
import nightshift.store.Integrity.Pass;

/**
 * How a check is kept in the store: a line with the worker, the times of its start and its end in ms ({@code -} for none) and the number of
 * jobs; then a line for each kind of findings with the kind, how many were found and repaired, and samples. Fields end at a tab.
 */
final class PassText {

    private PassText() {}

    static String of(Pass pass) {
        String head = String.join(
                "\t",
                pass.worker(),
                Long.toString(pass.began().toEpochMilli()),
                pass.ended().map(at -> Long.toString(at.toEpochMilli())).orElse("-"),
                Long.toString(pass.jobs()));
        return head
                + pass.findings().entrySet().stream()
                        .map(finding -> "\n" + line(finding.getKey(), finding.getValue()))
                        .collect(Collectors.joining());
    }

    private static String line(Invariant kind, Finding finding) {
        String samples = finding.samples().stream()
                .map(sample -> "\t" + sample.replaceAll("[\t\n]", " "))
                .collect(Collectors.joining());
        return kind.label() + "\t" + finding.found() + "\t" + finding.repaired() + samples;
    }

    /** The check that a text stands for; kinds that only a later version knows are left out. */
    static Pass read(String text) {
        String[] lines = text.split("\n");
        String[] head = lines[0].split("\t");
        Map<Invariant, Finding> findings = new EnumMap<>(Invariant.class);
        Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split("\t"))
                .forEach(words -> kind(words[0])
                        .ifPresent(kind -> findings.put(
                                kind,
                                new Finding(
                                        Long.parseLong(words[1]),
                                        Long.parseLong(words[2]),
                                        List.of(words).subList(3, words.length)))));
        return new Pass(
                head[0],
                at(head[1]),
                Optional.of(head[2]).filter(end -> !end.equals("-")).map(PassText::at),
                Optional.empty(),
                Long.parseLong(head[3]),
                findings);
    }

    private static Optional<Invariant> kind(String label) {
        return Arrays.stream(Invariant.values())
                .filter(kind -> kind.label().equals(label))
                .findAny();
    }

    private static Instant at(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
