package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.JobSummary;
import nightshift.task.JobId;

/**
 * Walks the jobs that fit a filter, about from the oldest to the newest, in as many short calls as it takes. A walk meets each job at
 * most once, and each job that exists and fits from its start until it comes by. It leaves out jobs that were created after its start.
 * Every method throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface JobWalks {

    /** Most jobs that one call may look at. */
    int LOOKS = 500;

    /** Where a walk begins. */
    String START = "";

    /** Chooses how to find the jobs that fit and exist now. */
    Walk plan(JobFilter filter);

    /**
     * A walk. It can be kept and continued anywhere.
     *
     * @param route where it leads; only this port can read it
     * @param until jobs created later do not count
     * @param most  how many jobs it may have to pass
     */
    record Walk(String route, Instant until, long most) {}

    /**
     * The next jobs of a walk. Few of them can have been created after the walk's start, in the moment of that or later: the caller leaves
     * them out.
     *
     * @param position {@link #START}, or one of the piece before
     * @param looks    how many jobs to look at, from 1 to {@link #LOOKS}
     * @throws IllegalArgumentException if route or position was not made by this port
     */
    Piece next(Walk walk, JobFilter filter, String position, int looks);

    /**
     * A piece of a walk.
     *
     * @param found    the jobs that fit, in the order of the walk
     * @param looked   how many jobs it has passed, with those that an index rules out
     * @param position behind all of them
     * @param ended    whether nothing follows
     */
    record Piece(List<Found> found, int looked, String position, boolean ended) {

        /** The same piece with its jobs copied. */
        public Piece {
            found = List.copyOf(found);
        }
    }

    /**
     * A job that fits.
     *
     * @param id       of the job
     * @param job      the job, without its latest attempt unless the filter looks into that; empty if it cannot be read, and so may fit
     * @param looked   how many jobs the piece has passed up to this one
     * @param position right behind it
     */
    record Found(JobId id, Optional<JobSummary> job, int looked, String position) {}

    /**
     * The next jobs of a walk, whole. It ends early when the jobs found have more than a MiB.
     *
     * @param position {@link #START}, or of the slice before
     * @param looks    how many jobs to look at, from 1 to {@link #LOOKS}
     * @throws IllegalArgumentException if route or position was not made by this port
     */
    Slice read(Walk walk, JobFilter filter, String position, int looks);

    /**
     * A slice of a walk.
     *
     * @param jobs     the jobs that fit, complete and in their current state
     * @param looked   how many jobs it has passed; those that are gone do not count
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
