package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.JobSummary;
import nightshift.task.JobId;

/** Reads jobs. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface JobCatalog {

    /** The job with its attempts, if it exists. */
    Optional<Job> find(JobId id);

    /** The jobs with their attempts: those of them that exist and can be read. */
    Map<JobId, Job> findAll(List<JobId> ids);

    /**
     * One page of jobs, newest first. A call takes a bounded time: where few jobs fit and many have to be looked at, a page
     * holds fewer than {@code size} jobs and still has a successor. A page without any job has a successor only if seconds
     * of search found none.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(JobFilter filter, int size, Optional<String> token);

    /**
     * Counts the jobs that a filter means. A call takes about a second at most: where many jobs have to be looked at, the tally is not
     * complete.
     */
    JobTally tally(JobFilter filter);

    /**
     * A page.
     *
     * @param jobs         the jobs of the page, newest first
     * @param nextToken    leads to the next page; empty after the last
     * @param searchedBack if the search stopped before the page was full: jobs created before this time, by the clock of the
     *                     server that took them in, have not been looked at yet
     */
    record Page(List<JobSummary> jobs, Optional<String> nextToken, Optional<Instant> searchedBack) {

        /** A page that has no successor. */
        public static Page last(List<JobSummary> jobs) {
            return new Page(jobs, Optional.empty(), Optional.empty());
        }
    }
}
