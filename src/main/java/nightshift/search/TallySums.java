package nightshift.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.store.JobTally;
import nightshift.task.JobId;

/** Adds up what a tally counts. */
public final class TallySums {

    /** Tags are counted for so many jobs: they can all be different, so that a count of all would take much memory. */
    private static final int TAGGED_JOBS = 50_000;

    private final Map<String, Long> states = new HashMap<>();
    private final Map<String, Long> queues = new TreeMap<>();
    private final Map<String, Long> tasks = new TreeMap<>();
    private final Map<String, Long> tags = new HashMap<>();
    private final List<JobId> sample = new ArrayList<>();
    private long jobs;

    /** A job whose record was compared. */
    public void add(JobSummary job) {
        jobs++;
        states.merge(String.valueOf(job.state().code()), 1L, Long::sum);
        queues.merge(job.queue().value(), 1L, Long::sum);
        tasks.merge(job.task().value(), 1L, Long::sum);
        if (jobs <= TAGGED_JOBS) {
            job.tags().forEach(tag -> tags.merge(tag, 1L, Long::sum));
        }
        add(job.id());
    }

    /** Adds a job to the sample, as long as that is not full. */
    public void add(JobId id) {
        if (wantsSample()) {
            sample.add(id);
        }
    }

    /** Whether the sample can have more jobs. */
    public boolean wantsSample() {
        return sample.size() < JobTally.SAMPLE_MOST;
    }

    /** Whether tags of more jobs are to be counted. */
    public boolean wantsTags() {
        return jobs < TAGGED_JOBS;
    }

    /** Jobs that columns show. */
    public void add(BitSet found, Map<Character, TextColumn> columns) {
        jobs += found.cardinality();
        columns.get(ColumnSource.STATE).count(found, states);
        columns.get(ColumnSource.QUEUE).count(found, queues);
        columns.get(ColumnSource.TASK).count(found, tasks);
        if (columns.containsKey(ColumnSource.TAG)) {
            columns.get(ColumnSource.TAG).count(found, tags);
        }
    }

    /**
     * The sums.
     *
     * @param complete whether all jobs were counted
     */
    public JobTally tally(boolean complete) {
        Map<JobState, Long> byState = new EnumMap<>(JobState.class);
        states.forEach((code, count) -> byState.merge(JobState.ofCode(code.charAt(0)), count, Long::sum));
        Map<String, Long> top = new LinkedHashMap<>();
        tags.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(JobTally.TAGS_MOST)
                .forEach(tag -> top.put(tag.getKey(), tag.getValue()));
        return new JobTally(jobs, byState, queues, tasks, top, sample, complete);
    }
}
