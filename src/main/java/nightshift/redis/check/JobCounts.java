package nightshift.redis.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts jobs by queue as they were at some moments, while they are looked at one after the other and change.
 *
 * <p>Two numbers can be found although jobs change. The jobs that existed at a moment are those created before it that are still there,
 * and those removed since: purge and others report what they remove. The jobs that had succeeded at a moment are those that succeeded before it,
 * because a job that has succeeded stays so until it is removed. A queue between which and another one jobs were moved cannot be counted
 * then. Times are in ms, so a job created in the same ms as the moment is in doubt. There are
 * several moments, and one without such jobs is used.
 *
 * <p>Jobs are looked at in parts, one after the other. A job of an earlier part that is removed was looked at, or came later than all moments.
 */
final class JobCounts {

    static final int MOMENTS = 8;
    /** More blocked jobs than this are not recounted. */
    static final int BLOCKED_MOST = 500;

    private static final int STATE_AT = 1;
    private static final int CREATED_AT = 14;
    private static final int QUEUE = 27;
    private static final int ID = 22;

    private final List<Map<String, Long>> counts = new ArrayList<>();
    private final long[] times = new long[MOMENTS];
    private final Map<String, OfQueue> queues = new HashMap<>();
    private final Set<String> uncountable = new HashSet<>();
    private final int most;
    private Part part = Part.ALL;
    private IdSet seen;
    private boolean isTooLarge;
    private final List<String> blocked = new ArrayList<>();
    private long jobs;

    private static final class OfQueue {
        final long[] created = new long[MOMENTS];
        final boolean[] createdInDoubt = new boolean[MOMENTS];
        final long[] succeeded = new long[MOMENTS];
        final boolean[] succeededInDoubt = new boolean[MOMENTS];
    }

    /** @param most how many ids of a part it keeps; if there are more, nothing can be counted */
    JobCounts(int most) {
        this.most = most;
        seen = new IdSet(most);
    }

    /** The jobs of this part are looked at next. */
    void start(Part next) {
        part = next;
        seen = new IdSet(most);
    }

    /** Notes what the counts are at a moment. */
    void moment(long time, Map<String, Long> counted) {
        times[counts.size()] = time;
        counts.add(counted);
    }

    /** @param job state, time of that, when it was created, and queue, as the scripts answer it */
    static String queue(String job) {
        return job.substring(QUEUE);
    }

    /** A job was looked at, perhaps not for the first time. */
    void seen(String id, String job) {
        boolean cameLater = Long.parseLong(job.substring(CREATED_AT, QUEUE)) > times[MOMENTS - 1];
        if (!cameLater && !(part.has(id) && isNew(id))) {
            return;
        }
        jobs++;
        count(job, MOMENTS);
        if (job.charAt(0) == 'B' && blocked.size() <= BLOCKED_MOST) {
            blocked.add(id);
        }
    }

    private boolean isNew(String id) {
        isTooLarge |= seen.isFull();
        return seen.add(id);
    }

    /** A job was removed after all moments so far, and perhaps before it was looked at; or jobs of a queue moved, which makes it uncountable. */
    void removed(String text) {
        if (text.charAt(0) == '?') {
            uncountable.add(text.substring(1));
            return;
        }
        String id = text.substring(0, ID);
        if (part.has(id) ? isNew(id) : !part.isAfter(id)) {
            count(text.substring(ID), counts.size());
        }
    }

    private void count(String job, int moments) {
        OfQueue ofQueue = queues.computeIfAbsent(queue(job), name -> new OfQueue());
        long stateAt = Long.parseLong(job.substring(STATE_AT, CREATED_AT));
        long createdAt = Long.parseLong(job.substring(CREATED_AT, QUEUE));
        for (int n = 0; n < moments; n++) {
            if (createdAt < times[n]) {
                ofQueue.created[n]++;
            } else if (createdAt == times[n]) {
                ofQueue.createdInDoubt[n] = true;
            }
            if (job.charAt(0) == 'D') {
                if (stateAt < times[n]) {
                    ofQueue.succeeded[n]++;
                } else if (stateAt == times[n]) {
                    ofQueue.succeededInDoubt[n] = true;
                }
            }
        }
    }

    /** About how many jobs there are. */
    long expected() {
        return Recount.STATES
                .chars()
                .mapToLong(state -> counted("*", (char) state))
                .sum();
    }

    /** How many jobs were looked at. */
    long jobs() {
        return jobs;
    }

    /** Ids of the jobs that were blocked when they were looked at. */
    List<String> blocked() {
        return blocked;
    }

    /** Every queue that has counts or jobs. */
    Set<String> queues() {
        Set<String> all = new HashSet<>(queues.keySet());
        counts.get(MOMENTS - 1).keySet().forEach(field -> all.add(field.substring(0, field.length() - 2)));
        all.remove("*");
        return all;
    }

    /** What a count was at the last moment. */
    long counted(String queue, char state) {
        return counted(MOMENTS - 1, queue, state);
    }

    private long counted(int moment, String queue, char state) {
        return counts.get(moment).getOrDefault(queue + ":" + state, 0L);
    }

    /** By how much the counts of all states of a queue together exceed the number of its jobs; empty if that cannot be said. */
    Optional<Long> excess(String queue) {
        OfQueue ofQueue = queues.getOrDefault(queue, new OfQueue());
        for (int n = MOMENTS - 1; n >= 0 && isCountable(queue); n--) {
            if (!ofQueue.createdInDoubt[n]) {
                long sum = 0;
                for (char state : Recount.STATES.toCharArray()) {
                    sum += counted(n, queue, state);
                }
                return Optional.of(sum - ofQueue.created[n]);
            }
        }
        return Optional.empty();
    }

    private boolean isCountable(String queue) {
        return !isTooLarge && !uncountable.contains(queue);
    }

    /** The same for jobs that have succeeded. */
    Optional<Long> excessOfSucceeded(String queue) {
        OfQueue ofQueue = queues.getOrDefault(queue, new OfQueue());
        for (int n = MOMENTS - 1; n >= 0 && isCountable(queue); n--) {
            if (!ofQueue.succeededInDoubt[n]) {
                return Optional.of(counted(n, queue, 'D') - ofQueue.succeeded[n]);
            }
        }
        return Optional.empty();
    }
}
