package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A page of jobs. The items are written by {@code JobJson}, for speed. */
@Doc("A page of jobs.")
record JobPageAnswer(
        @Doc("The jobs, newest first.") List<JobSummaryAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken,

        @Doc("""
                The time that the search has reached. Present only if it \
                stopped before the page was full: jobs submitted before this \
                time have not been looked at yet.""") Optional<Instant> searchedBack) {}
