package nightshift.operations;

import java.util.List;
import java.util.Map;
import nightshift.job.JobState;
import nightshift.task.JobId;

/**
 * How jobs do that were sent again.
 *
 * @param tried     how many were sent again
 * @param succeeded how many have succeeded since
 * @param failed    how many are dead or expired again
 * @param retrying  how many have failed since and are due again later
 * @param dropped   how many were canceled or removed since, which says nothing
 */
public record Trial(int tried, int succeeded, int failed, int retrying, int dropped) {

    /** @param states of those that are still there */
    static Trial of(List<JobId> jobs, Map<JobId, JobState> states) {
        int succeeded = 0;
        int failed = 0;
        int retrying = 0;
        int dropped = jobs.size() - states.size();
        for (JobState state : states.values()) {
            switch (state) {
                case SUCCEEDED -> succeeded++;
                case DEAD, EXPIRED -> failed++;
                case RETRYING -> retrying++;
                case CANCELLED -> dropped++;
                default -> {}
            }
        }
        return new Trial(jobs.size(), succeeded, failed, retrying, dropped);
    }

    /** What {@link #text} wrote. */
    static Trial read(String text) {
        String[] parts = text.split("/");
        return new Trial(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }

    String text() {
        return tried + "/" + succeeded + "/" + failed + "/" + retrying + "/" + dropped;
    }

    /** How many have ended in a way that says something. */
    public int ended() {
        return succeeded + failed;
    }

    /** The share of these that has failed; 0 if none has ended. */
    public double failureRatio() {
        return ended() == 0 ? 0 : (double) failed / ended();
    }

    /** How many have not ended. */
    public int pending() {
        return tried - ended() - dropped;
    }

    /** The same when there is no more time: jobs that have failed since and wait for another attempt count as failed. */
    Trial overdue() {
        return new Trial(tried, succeeded, failed + retrying, 0, dropped);
    }
}
