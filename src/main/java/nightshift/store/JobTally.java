package nightshift.store;

import java.util.List;
import java.util.Map;
import nightshift.job.JobState;
import nightshift.task.JobId;

/**
 * How many jobs a filter means, and what they are.
 *
 * @param jobs     how many
 * @param states   by state
 * @param queues   by the name of their queue
 * @param tasks    by the name of their task
 * @param tags     the most frequent tags among the newest of them, at most {@link #TAGS_MOST}
 * @param sample   the newest of them, at most {@link #SAMPLE_MOST}
 * @param complete whether all jobs were counted; if not, the oldest are missing
 */
public record JobTally(
        long jobs,
        Map<JobState, Long> states,
        Map<String, Long> queues,
        Map<String, Long> tasks,
        Map<String, Long> tags,
        List<JobId> sample,
        boolean complete) {

    /** Most tags that are listed. */
    public static final int TAGS_MOST = 20;
    /** Most jobs in the sample. */
    public static final int SAMPLE_MOST = 5;
}
