package nightshift.api.files;

import java.util.Optional;
import nightshift.api.jobs.FilterReader;
import nightshift.format.FileFormat;
import nightshift.store.JobFilter;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** Reads the request for an export. */
final class ExportDraft {

    private final FieldErrors errors = new FieldErrors();
    private Optional<FileFormat> format = Optional.empty();
    private boolean formatGiven;
    private final FilterReader filter = new FilterReader();

    private ExportDraft() {}

    /** @throws ProblemException if the body is not an export that can be made; it names everything that is wrong */
    static ExportDraft read(byte[] body) {
        ExportDraft draft = new ExportDraft();
        FieldReader.read(body, 0, body.length, draft.errors, draft::field);
        if (!draft.formatGiven) {
            draft.errors.invalid("/format", "is required");
        }
        draft.errors.throwIfAny("The export was not started");
        return draft;
    }

    FileFormat format() {
        return format.orElseThrow();
    }

    JobFilter filter() {
        return filter.filter();
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
            case "filter" -> in.nested(name, filter::field);
            default -> in.unknown(name);
        }
    }
}
