package nightshift.job;

import java.util.List;
import java.util.Optional;

/** Looking at jobs. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface JobCatalog {

    /** The job with its attempts, if it exists. */
    Optional<Job> find(JobId id);

    /**
     * One page of jobs, newest first. A call looks at a bounded number of jobs, so that a page can hold fewer than
     * {@code size} jobs, or none, and still have a successor.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws IllegalArgumentException if the token was not made by this method
     */
    Page page(JobFilter filter, int size, Optional<String> token);

    /**
     * A page.
     *
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<JobSummary> jobs, Optional<String> nextToken) {
    }
}
