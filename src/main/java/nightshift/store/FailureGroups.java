package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Shows failed jobs by their causes. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface FailureGroups {

    /** Most groups with causes of their own. */
    int MOST = 10_000;

    /** How long a group can be muted. */
    Duration MUTE_LONGEST = Duration.ofDays(365);

    /** In which order groups are listed. */
    enum Order {
        /** Those that failed last come first. */
        LAST_SEEN,
        /** Those with the most members come first. */
        COUNT
    }

    /**
     * Which groups to list; all conditions must hold.
     *
     * @param task   of this task
     * @param queue  with members in this queue
     * @param states with members that are in one of these: {@code DEAD}, or {@code RETRYING} for all that are to be tried again. Empty for
     *               all groups, with those that have no members
     * @param muted  muted, or not
     */
    record Asked(Optional<TaskName> task, Optional<QueueName> queue, Set<JobState> states, Optional<Boolean> muted) {}

    /**
     * A page.
     *
     * @param groups    the groups, in the order asked
     * @param nextToken leads to the next page; empty after the last
     */
    record Page(List<FailureGroup> groups, Optional<String> nextToken) {}

    /**
     * One page of groups.
     *
     * @param size  from 1 to 1000
     * @param token from the page before; empty for the first
     * @throws BadTokenException if the token was not made by this method
     */
    Page page(Asked asked, Order order, int size, Optional<String> token);

    /** The group, if there is one. */
    Optional<FailureGroup> find(Fingerprint group);

    /** What became of a request to mute a group. */
    enum Muted {
        /** It is muted. */
        DONE,
        /** There is no such group. */
        NOT_FOUND,
        /** The end has passed, by the clock of the store. */
        PAST,
        /** The end is more than {@link #MUTE_LONGEST} ahead. */
        TOO_LATE
    }

    /**
     * Mutes a group until some time.
     *
     * @param by     who asks for it
     * @param reason why
     */
    Muted mute(Fingerprint group, Instant until, String by, String reason);

    /** Ends the muting of a group. Answers false if there is no such group. */
    boolean unmute(Fingerprint group);

    /** How many groups there were when {@link JobUpkeep#tidyFailures} last counted them. */
    Counts counts();

    /**
     * Numbers of groups.
     *
     * @param open  with members
     * @param muted with members, and muted
     * @param idle  without members: they are forgotten seven days after the latest failure
     */
    record Counts(long open, long muted, long idle) {}

    /** Members of a group, chosen at random: at most this number, fewer if they are large. */
    List<Job> members(Fingerprint group, int most);

    /**
     * Jobs of a task that were submitted in a time and have succeeded, spread over that time: at most this number, fewer if they are large or
     * hard to find.
     */
    List<Job> succeeded(TaskName task, Instant from, Instant to, int most);
}
