package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.imports.Imports;

/** A page of imports. */
@Doc("A page of imports.")
public record ImportPageAnswer(
        @Doc("The imports, newest first. A page can have fewer than `pageSize` if they are large.")
        List<ImportAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static ImportPageAnswer of(Imports.Page page) {
        return new ImportPageAnswer(page.items().stream().map(ImportAnswer::of).toList(), page.nextToken());
    }
}
