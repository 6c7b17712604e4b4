package nightshift.store;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import nightshift.job.Claimed;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.job.Retention;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * The upkeep that every server does for all jobs from time to time. Calls are bounded: a caller repeats until a call
 * does less than its limit. Every method throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface JobUpkeep {

    /** Most jobs that one call may touch. */
    int BATCH = 500;

    /**
     * Makes jobs ready whose time has come.
     *
     * @param limit at most {@link #BATCH}
     */
    Promotion promote(int limit);

    /**
     * What {@link #promote} did.
     *
     * @param jobs  the jobs that became ready, in the order of their due times
     * @param again how long until the next call has to come: until the next job is due, or less; zero if this one stopped at its
     *              limit
     */
    record Promotion(List<Promoted> jobs, Duration again) {}

    /**
     * A job that became ready.
     *
     * @param retry    whether it waited for a retry rather than for its first run
     * @param lateness how long after its due time it became ready
     */
    record Promoted(boolean retry, Duration lateness) {}

    /**
     * Ends jobs that were not started in time, or whose deadline has passed while they waited.
     *
     * @param limit at most {@link #BATCH}
     */
    Expiry expire(int limit);

    /**
     * What {@link #expire} did.
     *
     * @param ended       the jobs that it ended
     * @param newFailures the failure groups that began with them
     * @param again       how long until the next call has to come: until the next job has waited too long, or less; zero if this one
     *              stopped at its limit
     */
    record Expiry(List<Ended> ended, List<Fingerprint> newFailures, Duration again) {}

    /**
     * A job that the store has ended.
     *
     * @param queue the queue that it waited in
     * @param task  the task that it was for
     * @param state its final state
     */
    record Ended(QueueName queue, TaskName task, JobState state) {}

    /**
     * Takes over jobs whose lease ran out, under new leases, so that the caller can settle them as lost. After the store
     * did not answer for a third of a lease or longer, leases that were valid until then stay valid for a while: live
     * workers renew them first.
     *
     * @param worker     id of the worker that takes over
     * @param lease      how long it holds them
     * @param limit      at most {@link #BATCH}
     * @param unanswered how long the caller has been asking without an answer; zero if the store answered the last call
     */
    Rescue rescue(String worker, Duration lease, int limit, Duration unanswered);

    /**
     * What a rescue found.
     *
     * @param jobs    the jobs taken over
     * @param silence how long the store did not answer, while leases are still valid because of it; else zero
     */
    record Rescue(List<Rescued> jobs, Duration silence) {}

    /**
     * A job taken over.
     *
     * @param job        the job under its new lease; {@code startedAt} is when the lost attempt began
     * @param lostWorker id of the worker that held it
     * @param overdue    how long ago its lease ran out
     * @param apart      how long it should wait, if one more loss makes it dead, so that it does not run beside others of which one may
     *                   have ended the workers
     */
    record Rescued(Claimed job, String lostWorker, Duration overdue, Duration apart) {}

    /**
     * Adds jobs that servers of an earlier version have left out of the index for lists. Does nothing if none is
     * missing.
     */
    void repairIndex();

    /**
     * Counts failure groups, forgets those that have had no members for a long time, and puts jobs into their groups that servers of an
     * earlier version have left out.
     *
     * @return the failure groups that began because of that, with a job that has ended within the last hour
     */
    List<Fingerprint> tidyFailures();

    /**
     * Recounts the running jobs of queues and job keys, on which limits depend, and puts counts right that differ.
     *
     * @return how many differed; empty if too many jobs run to recount them
     */
    OptionalInt audit();

    /**
     * Removes finished jobs whose retention has ended, and queues that no longer have jobs or settings.
     *
     * @return how many were removed
     */
    int purge(Retention retention);
}
