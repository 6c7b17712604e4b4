package nightshift.api.answer;

import java.util.List;
import java.util.Optional;

/** A page of exports. */
@Doc("A page of exports.")
public record ExportPageAnswer(
        @Doc("The exports, newest first.") List<ExportAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {}
