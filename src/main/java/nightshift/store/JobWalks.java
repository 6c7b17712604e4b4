package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobSummary;
import nightshift.task.JobId;

/**
 * Walks the jobs that fit a filter, in as many short calls as it takes. A walk meets each job at most once, and no job that was created
 * after its start. Every method throws {@link StoreUnavailable} when the store cannot answer.
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
     * @param most  how many jobs it may have to look at
     */
    record Walk(String route, Instant until, long most) {}

    /**
     * The next jobs of a walk.
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
     * @param looked   how many jobs were looked at
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
     * @param job      the job; empty if it cannot be read, and so may fit
     * @param looked   how many jobs of the piece were looked at up to this one
     * @param position right behind it
     */
    record Found(JobId id, Optional<JobSummary> job, int looked, String position) {}
}
