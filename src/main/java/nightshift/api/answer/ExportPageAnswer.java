package nightshift.api.answer;

import java.util.List;
import java.util.Optional;

/** A page of exports. */
public record ExportPageAnswer(
        List<ExportAnswer> items,

        @Doc("Leads to the next page. Missing on the last page.")
        Optional<String> nextPageToken) {}
