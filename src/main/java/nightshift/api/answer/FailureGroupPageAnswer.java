package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.store.FailureGroups;

/** A page of failure groups. */
@Doc("A page of failure groups.")
public record FailureGroupPageAnswer(
        @Doc("The groups, in the order that was asked for.") List<FailureGroupAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static FailureGroupPageAnswer of(FailureGroups.Page page) {
        return new FailureGroupPageAnswer(
                page.groups().stream().map(FailureGroupAnswer::of).toList(), page.nextToken());
    }
}
