package nightshift.limit;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.task.Violation;

/**
 * How long a queue keeps its jobs in one final state. A value that is not there is that of the installation.
 *
 * @param age   the age at which a job is removed, from {@link #SHORTEST} to {@link #LONGEST}, counted from its end
 * @param count how many jobs are kept at most, from 1 to {@link #COUNT_MOST}; those that were submitted first go first
 */
public record StateRetention(Optional<Duration> age, Optional<Integer> count) {

    /** The values of the installation. */
    public static final StateRetention NONE = new StateRetention(Optional.empty(), Optional.empty());

    /** The lowest age. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The highest age. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** The highest count. */
    public static final int COUNT_MOST = 1_000_000_000;

    static Map<JobState, StateRetention> of(Map<String, String> texts) {
        Map<JobState, StateRetention> all = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            StateRetention one = new StateRetention(
                    Optional.ofNullable(texts.get(pointer(state) + "/age")).map(Duration::parse),
                    Optional.ofNullable(texts.get(pointer(state) + "/count")).map(Integer::valueOf));
            if (!one.equals(NONE)) {
                all.put(state, one);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    static void check(List<Violation> all, Map<String, String> texts) {
        for (JobState state : JobState.values()) {
            QueueSettings.within(all, texts, pointer(state) + "/age", SHORTEST, LONGEST, "PT1S to P3650D");
            QueueSettings.within(all, texts, pointer(state) + "/count", 1, COUNT_MOST);
        }
    }

    private static String pointer(JobState state) {
        return "/retention/" + state;
    }
}
