package nightshift.store;

import java.util.List;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.Retention;

/**
 * Finished jobs whose retention has ended, for code that stores them elsewhere before they are removed. One worker does
 * this at a time. Every method throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface RipeJobs {

    /** Where a walk begins. */
    String START = "";

    /**
     * The next jobs to remove, oldest first. None is removed yet.
     *
     * @param worker   id of the worker that removes them
     * @param position {@link #START}, or {@link Slice#next} of the previous slice
     * @return empty if another worker has removed jobs within the last {@link #HOLD_SECONDS} seconds
     */
    Optional<Slice> next(Retention retention, String worker, String position);

    /** How long other workers stay away after a call of {@link #next}. */
    int HOLD_SECONDS = 90;

    /**
     * Removes the jobs of a slice, except those that have changed since.
     *
     * @return how many were removed
     */
    int remove(Slice slice);

    /** Lets another worker remove jobs at once. */
    void release(String worker);

    /**
     * A piece of a walk.
     *
     * @param jobs     complete jobs: at most 1 MiB, and one more
     * @param position where it begins
     * @param looked   how many jobs were looked at
     * @param next     where the next slice begins; empty if nothing follows
     */
    record Slice(List<Job> jobs, String position, int looked, String next) {

        /** The same slice with its jobs copied. */
        public Slice {
            jobs = List.copyOf(jobs);
        }

        /** Whether nothing follows. */
        public boolean ended() {
            return next.isEmpty();
        }
    }
}
