package nightshift.api.files;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nightshift.api.jobs.BatchCreateResource;
import nightshift.api.jobs.InternalTasks;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRequest;
import nightshift.job.Limits;
import nightshift.job.Spread;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.ProblemException;
import nightshift.web.Query;
import nightshift.web.ShortText;

/** Reads what is asked of an import from query parameters. */
final class ImportDraft {

    private static final int NAME_LONGEST = 200;

    private ImportDraft() {}

    /**
     * What is asked; whether only a dry run is, the caller reads.
     *
     * @param length of the body, as the client announces it
     * @throws ProblemException with 400 if a parameter cannot be used
     */
    static ImportRequest read(Query query, FileFormat format, String length) {
        Optional<TaskName> task = query.required("task", InternalTasks::submittable);
        QueueName queue = query.value("queue", QueueName::new).orElse(QueueName.DEFAULT);
        Optional<String> name = query.value("name", ImportDraft::name);
        ColumnsDraft columns =
                query.value("columns", text -> ColumnsDraft.read(text, format)).orElse(ColumnsDraft.NONE);
        int priority = query.whole("priority", Limits.PRIORITY_FIRST, Limits.PRIORITY_LAST, Limits.PRIORITY_DEFAULT);
        int maxAttempts = query.whole("maxAttempts", 1, Limits.ATTEMPTS_MOST, Limits.ATTEMPTS_DEFAULT);
        Spread spread = query.value("spread", BatchCreateResource::spread).orElse(Spread.NONE);
        List<String> tags = query.values("tag", tag -> ShortText.checked(tag, Limits.TAG_LENGTH));
        query.require(
                tags.size() < Limits.TAGS_MOST, "tag", "can be given " + (Limits.TAGS_MOST - 1) + " times at most");
        int partitions = query.whole("partitions", 1, ImportRequest.PARTITIONS_MOST, 0);
        query.end();
        return new ImportRequest(
                task.orElseThrow(),
                queue,
                name,
                format,
                columns.fields(),
                columns.types(),
                priority,
                maxAttempts,
                spread,
                tags,
                partitions == 0 ? Optional.empty() : Optional.of(partitions),
                announced(length));
    }

    /** The name is shown and sent back in a header. It never becomes part of a path here, and must not elsewhere. */
    private static String name(String text) {
        if (text.isBlank()
                || text.codePointCount(0, text.length()) > NAME_LONGEST
                || text.contains("..")
                || text.equals(".")
                || text.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("must be the name of a file without its path: 1 to " + NAME_LONGEST
                    + " characters, no control characters, no / or \\ and no ..");
        }
        return text;
    }

    /** Not by {@code getLength()}, which fails above 2 GB. */
    private static OptionalLong announced(String length) {
        if (length == null || !length.matches("\\d+")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length));
    }
}
