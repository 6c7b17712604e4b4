package nightshift.api.files;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.format.FileFormat;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;
import nightshift.web.ShortText;

/** Reads what an export is to be. */
final class ExportDraft {

    private final FieldErrors errors = new FieldErrors();
    private Optional<FileFormat> format = Optional.empty();
    private boolean formatGiven;
    private Set<JobState> states = Set.of();
    private Optional<QueueName> queue = Optional.empty();
    private Optional<TaskName> task = Optional.empty();
    private Optional<String> tag = Optional.empty();
    private Optional<Instant> createdAfter = Optional.empty();
    private Optional<Instant> createdBefore = Optional.empty();
    private Optional<String> text = Optional.empty();

    private ExportDraft() {}

    /** @throws ProblemException if the body is not an export that can be made; it names everything that is wrong */
    static ExportDraft read(byte[] body) {
        ExportDraft draft = new ExportDraft();
        FieldReader.read(body, 0, body.length, draft.errors, draft::field);
        if (!draft.formatGiven) {
            draft.errors.invalid("/format", "is required");
        }
        draft.errors.throwIfAny("The export was not begun");
        return draft;
    }

    FileFormat format() {
        return format.orElseThrow();
    }

    JobFilter filter() {
        return new JobFilter(states, queue, task, tag, createdAfter, createdBefore, text);
    }

    private void field(FieldReader in, String name) {
        switch (name) {
            case "format" -> {
                formatGiven = true;
                format = in.value(
                        name,
                        label -> FileFormat.ofLabel(label)
                                .orElseThrow(() -> new IllegalArgumentException("must be ndjson or csv")),
                        "");
            }
            case "filter" -> in.nested(name, this::condition);
            default -> in.unknown(name);
        }
    }

    private void condition(FieldReader in, String name) {
        switch (name) {
            case "state" -> in.texts(name).ifPresent(names -> states = states(names, in.pointer(name)));
            case "queue" -> queue = in.value(name, QueueName::new, "");
            case "task" -> task = in.value(name, TaskName::new, "");
            case "tag" -> tag = in.value(name, given -> ShortText.checked(given, Limits.TAG_LENGTH), "");
            case "createdAfter" -> createdAfter = in.time(name);
            case "createdBefore" -> createdBefore = in.time(name);
            case "q" -> text = in.value(name, given -> ShortText.checked(given, 200), "");
            default -> in.unknown(name);
        }
    }

    private Set<JobState> states(List<String> names, String pointer) {
        Set<JobState> found = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            try {
                found.add(JobState.valueOf(names.get(i)));
            } catch (IllegalArgumentException e) {
                errors.invalid(pointer + "/" + i, "must be one of " + List.of(JobState.values()));
            }
        }
        return found;
    }
}
