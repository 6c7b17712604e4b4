package nightshift.store;

import java.util.List;
import nightshift.job.Job;

/**
 * Walks all jobs from the oldest to the newest, in as many short calls as it takes. Every method throws {@link
 * StoreUnavailable} when the store cannot answer.
 */
public interface JobScan {

    /** Most jobs that one call may look at. */
    int LOOKS = 500;

    /** Where a walk begins. */
    String START = "";

    /** The range of the jobs that exist now. */
    Extent extent();

    /**
     * The jobs of a walk.
     *
     * @param end  behind the newest job
     * @param jobs how many there are
     */
    record Extent(String end, long jobs) {}

    /**
     * The next jobs of a walk. It ends early when the jobs found have more than a MiB.
     *
     * @param filter   which jobs to find
     * @param position {@link #START}, or of the slice before
     * @param end      of the walk's extent
     * @param looks    how many jobs to look at, from 1 to {@link #LOOKS}
     * @throws IllegalArgumentException if the position was not made by this method
     */
    Slice next(JobFilter filter, String position, String end, int looks);

    /**
     * A piece of a walk.
     *
     * @param jobs     the matching jobs, complete and in their current state
     * @param looked   how many jobs were looked at; those that are gone do not count
     * @param position where the next slice begins
     * @param ended    whether nothing follows
     */
    record Slice(List<Job> jobs, int looked, String position, boolean ended) {

        /** The same slice with everything copied. */
        public Slice {
            jobs = List.copyOf(jobs);
        }
    }
}
