package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.imports.Imports;

/** A page of rejected rows. */
public record RejectedRowPageAnswer(
        List<RejectedRowAnswer> items,

        @Doc("Leads to the next page. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static RejectedRowPageAnswer of(Imports.RejectsPage page) {
        return new RejectedRowPageAnswer(
                page.items().stream().map(RejectedRowAnswer::of).toList(), page.nextToken());
    }
}
