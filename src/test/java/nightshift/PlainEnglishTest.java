package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages, comments and messages use everyday words: no phrase makes readers stumble where a common one says the same. */
class PlainEnglishTest {

    /** Phrases, and what to write instead. */
    private static final Map<Pattern, String> INSTEAD = Map.ofEntries(
            phrase("(?:go|goes|going|gone|went) on(?! to\\b)", "continue, resume"),
            phrase("anew|once more", "again; begin anew: start over"),
            phrase("of (?:before|then)", "previous, original"),
            phrase("of late|lately", "recently"),
            phrase("mend(?:s|ed|ing)?", "fix"),
            phrase(
                    "(?:take|takes|took|taken) (?:over|up) (?:a|the|this|that|its) (?:new )?(?:value|setting|option|rule)s?",
                    "use, apply"),
            phrase("shall", "must, will"),
            phrase("may not", "must not, cannot"),
            phrase("whoever|whosoever", "a client that …, anyone who …"),
            phrase("in line(?! (?:[0-9]|with))", "in the queue"),
            phrase("(?:tells|told)(?! (?:you|them|apart|to))", "report, show, say"),
            phrase("(?:has|have|had) to do with", "concerns"),
            phrase("(?:is|are) about(?! (?:to|[0-9]|half|one|two|three|ten|a ))", "concerns, or name the thing"),
            phrase("so many(?![^.]{0,80}\\bthat\\b)", "that many"),
            phrase("such an?", "a … like this"),
            phrase("a second (?:one|time|server|worker|job|file|key|request|Redis|Nightshift)", "another"),
            phrase("a (\\w+) a \\1", "one … per …"),
            phrase("what of (?:it|them)|of what is", "name the thing"),
            phrase("(?:call|calls|called) (?:\\w+ ){0,2}off", "cancel"),
            phrase("time of keeping", "retention"),
            phrase("any more(?! (?:jobs|rows|of|than))", "no longer"),
            phrase("(?:hear|hears|heard) of", "learn of, get"),
            phrase("parted by", "separated by"),
            phrase("need not", "does not have to, can"),
            phrase("only then (?:it|he|they|the)", "only then does it"),
            phrase("other way round", "other way around"),
            phrase("(?:stand|stands) in the way", "is the reason"),
            phrase("at hand", "current, or name the thing"),
            phrase("(?:there|here|where)(?:by|of|in|upon)", "by this, of this, or name the thing"),
            phrase("further (?:ones|jobs|work|batches|settings|labels|options|attempts?|files|secrets)", "more, other"),
            phrase(
                    "\\w*colour\\w*|behaviours?|favour\\w*|honour\\w*|neighbour\\w*|centres?|whilst|learnt"
                            + "|(?:de)?serialise\\w*|(?:recogni|initiali|normali|organi|optimi)s(?:e|es|ed|ing)",
                    "the American spelling"));

    /** What a page may say all the same, each with the phrase around it. */
    private static final Map<String, List<String>> ALLOWED = Map.of();

    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "data", ".git");

    @Test
    void pagesUseEverydayWords() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            found.addAll(found(page.toString(), Files.readString(page)));
        }

        assertThat(found).as("phrases that have a plainer form").isEmpty();
    }

    @Test
    void sourcesUseEverydayWords() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SourceProse.files()) {
            String name = file.toString();
            found.addAll(foundInProse(name, SourceProse.of(name, Files.readString(file))));
        }

        assertThat(found).as("phrases that have a plainer form").isEmpty();
    }

    @Test
    void phraseInSourcesIsFoundInCommentsAndStringsOnly() {
        String java =
                "/**\n * It goes\n * on.\n */\nString goes = \"once \" + on\n        + \"or once \"\n        + \"more\"; // shall\n";
        String tsx = "const told = <p>{told} It goes on.</p>; // It goes\n";

        assertThat(foundInProse("A.java", SourceProse.of("A.java", java)))
                .containsExactly(
                        "A.java:2: \"goes on\": write continue, resume",
                        "A.java:6: \"once more\": write again; begin anew: start over",
                        "A.java:7: \"shall\": write must, will");
        assertThat(foundInProse("a.tsx", SourceProse.of("a.tsx", tsx)))
                .containsExactly("a.tsx:1: \"goes on\": write continue, resume");
        assertThat(foundInProse("a.yaml", SourceProse.of("a.yaml", "# It goes\n# on.\nshall: 1\n")))
                .containsExactly(
                        "a.yaml:1: \"goes on\": write continue, resume", "a.yaml:3: \"shall\": write must, will");
    }

    @Test
    void phraseIsFoundAcrossLinesAndNotInCode() {
        assertThat(found(
                        "page.md",
                        "It goes\non.\n\n```\nshall\n```\nAnd `whoever` is [fine](https://example.com/shall).\n"))
                .containsExactly("page.md:1: \"goes on\": write continue, resume");
    }

    @Test
    void ordinaryUsesAreNotFound() {
        assertThat(
                        found(
                                "page.md",
                                "An error in line 3. It is about 300 bytes, and is about to end. Jobs a second. They go on to the"
                                        + " next page. It tells you why. They cannot be told apart. So many jobs failed that nobody looked."))
                .isEmpty();
    }

    private static Map.Entry<Pattern, String> phrase(String words, String instead) {
        return Map.entry(
                Pattern.compile("(?i)\\b(?:" + words.replace(" ", "\\s+").replace("(?!\\s+", "(?!\\s*") + ")(?!\\w)"),
                instead);
    }

    private static List<String> found(String name, String page) {
        return foundInProse(name, withoutCode(page));
    }

    private static List<String> foundInProse(String name, String written) {
        String text = written;
        for (String allowed : ALLOWED.getOrDefault(name, List.of())) {
            assertThat(text).as("what %s is allowed to say", name).contains(allowed);
            text = text.replace(allowed, blank(allowed));
        }
        String prose = text;
        return INSTEAD.entrySet().stream()
                .flatMap(entry ->
                        entry.getKey().matcher(prose).results().map(match -> at(name, prose, match) + entry.getValue()))
                .sorted()
                .toList();
    }

    private static String at(String name, String prose, MatchResult match) {
        long line = 1
                + prose.substring(0, match.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return name + ":" + line + ": \"" + match.group().replaceAll("\\s+", " ") + "\": write ";
    }

    /** The page with blanks in the place of code and addresses, so that lines stay where they are. */
    private static String withoutCode(String page) {
        return Pattern.compile("(?ms)^( *)```.*?^ *```$|`[^`\n]+(?:\n[^`\n]+)?`|\\]\\([^)\n]*\\)|^ {4}\\S[^\n]*$")
                .matcher(page)
                .replaceAll(match -> blank(match.group()));
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", "_");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.getFileName() != null
                                && NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(pages).contains(Path.of("README.md"), Path.of("docs/api.md"));
        return pages.stream().sorted().toList();
    }
}
