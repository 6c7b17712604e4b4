package nightshift.api.answer;

import java.util.List;
import java.util.Optional;

/** A page of operations. */
@Doc("A page of operations.")
public record OperationPageAnswer(
        @Doc("The operations, newest first.") List<OperationAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {}
