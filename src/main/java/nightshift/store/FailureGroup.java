package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.FailureCause;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/**
 * Jobs that failed because of the same cause. A job is a member while it is dead, or is to be tried again after a failure.
 *
 * @param cause     why they failed
 * @param dead      how many members are dead
 * @param retrying  how many members are to be tried again, or run again
 * @param queues    how many members each queue has
 * @param failures  how many attempts have failed since the group began
 * @param firstSeen when the group began
 * @param lastSeen  when an attempt failed last
 * @param perHour   how many attempts failed in each of the latest 24 hours, the oldest first and the current one last
 * @param sample    the newest of the members, dead if there is one
 * @param mute      whether and why it is muted
 */
public record FailureGroup(
        FailureCause cause,
        long dead,
        long retrying,
        Map<QueueName, Long> queues,
        long failures,
        Instant firstSeen,
        Instant lastSeen,
        List<Long> perHour,
        Optional<JobId> sample,
        Optional<Mute> mute) {

    /** How many members the group has. */
    public long jobs() {
        return dead + retrying;
    }

    /**
     * A group does not count as open for a while.
     *
     * @param until  when it ends by itself
     * @param since  when it began
     * @param by     who muted it
     * @param reason why
     */
    public record Mute(Instant until, Instant since, String by, String reason) {}
}
