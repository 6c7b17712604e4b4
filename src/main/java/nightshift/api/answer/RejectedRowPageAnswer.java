package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.imports.Imports;

/** A page of rejected rows. */
@Doc("A page of rejected rows.")
public record RejectedRowPageAnswer(
        @Doc("The rows, in the order of the file. A page ends early after about 1 MiB of rows.")
        List<RejectedRowAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static RejectedRowPageAnswer of(Imports.RejectsPage page) {
        return new RejectedRowPageAnswer(
                page.items().stream().map(RejectedRowAnswer::of).toList(), page.nextToken());
    }
}
