package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.imports.Imports;

/** A page of imports. */
public record ImportPageAnswer(
        List<ImportAnswer> items,

        @Doc("Leads to the next page. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static ImportPageAnswer of(Imports.Page page) {
        return new ImportPageAnswer(page.items().stream().map(ImportAnswer::of).toList(), page.nextToken());
    }
}
