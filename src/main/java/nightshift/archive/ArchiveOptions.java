package nightshift.archive;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of the command. */
final class ArchiveOptions {

    static final String USAGE = """
            Prints finished jobs of the archive, a JSON object a line, each once.

            archive.sh [options] folder-or-file...

              --task NAME       only jobs of this task; can be repeated, as can the next four
              --queue NAME      only jobs of this queue
              --state STATE     only jobs that ended so: SUCCEEDED, DEAD, CANCELLED, EXPIRED
              --tag TAG         only jobs with this tag
              --id ID           only this job
              --from TIME       only jobs that finished at this time or later, such as 2026-11-24T00:00:00Z
              --to TIME         only jobs that finished before this time
              --as-submissions  prints jobs as POST /api/v1/jobs:batchCreate takes them, except those of tasks nightshift.*,
                                such as exports, which mean nothing by themselves

            Takes files of exports (.ndjson) too.
            """;

    private final Set<String> tasks = new HashSet<>();
    private final Set<String> queues = new HashSet<>();
    private final Set<String> states = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Path> paths = new ArrayList<>();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();
    private boolean asSubmissions;

    private ArchiveOptions() {}

    /** @throws IllegalArgumentException if they cannot be understood */
    static ArchiveOptions parse(List<String> args) {
        ArchiveOptions options = new ArchiveOptions();
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            options.take(rest.next(), rest);
        }
        if (options.paths.isEmpty()) {
            throw new IllegalArgumentException("name the folder of the archive, or files of it");
        }
        return options;
    }

    private void take(String arg, Iterator<String> rest) {
        switch (arg) {
            case "--task" -> tasks.add(value(arg, rest));
            case "--queue" -> queues.add(value(arg, rest));
            case "--state" -> states.add(value(arg, rest));
            case "--tag" -> tags.add(value(arg, rest));
            case "--id" -> ids.add(value(arg, rest));
            case "--from" -> from = Optional.of(time(arg, value(arg, rest)));
            case "--to" -> to = Optional.of(time(arg, value(arg, rest)));
            case "--as-submissions" -> asSubmissions = true;
            default -> {
                if (arg.startsWith("--")) {
                    throw new IllegalArgumentException("there is no option " + arg);
                }
                paths.add(Path.of(arg));
            }
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + " needs a time such as 2026-11-24T00:00:00Z, not " + text, e);
        }
    }

    List<Path> paths() {
        return paths;
    }

    boolean asSubmissions() {
        return asSubmissions;
    }

    /** Only jobs that finished at this time or later match. */
    Optional<Instant> from() {
        return from;
    }

    /** Whether a job matches. */
    boolean fits(ArchivedJob job) {
        return !(asSubmissions && job.text("task").startsWith("nightshift."))
                && fits(tasks, job.text("task"))
                && fits(queues, job.text("queue"))
                && fits(states, job.text("state"))
                && fits(ids, job.text("id"))
                && (tags.isEmpty() || job.tags().stream().anyMatch(tags::contains))
                && from.map(time -> !job.finishedAt().isBefore(time)).orElse(true)
                && to.map(job.finishedAt()::isBefore).orElse(true);
    }

    private static boolean fits(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
