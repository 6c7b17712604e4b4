package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A page of jobs. The items are written by {@code JobJson}, for speed. */
@Doc("A page of jobs.")
record JobPageAnswer(
        List<JobSummaryAnswer> items,

        @Doc("Leads to the next page. Missing on the last page.")
        Optional<String> nextPageToken,

        @Doc("""
                Only if the search stopped before the page was full: jobs created before this time have not been looked at \
                yet.""") Optional<Instant> searchedBack) {}
