package nightshift.api.failures;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import nightshift.failure.Comparison;
import nightshift.failure.Traits;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups;
import nightshift.store.WorkerRegistry;

/** Compares the jobs of failure groups with jobs that succeeded, one group at a time, and remembers each result for a minute. */
public final class Comparisons {

    private static final int FAILED_MOST = 1_000;
    private static final int SUCCEEDED_MOST = 2_000;
    private static final int REMEMBERED = 100;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** Jobs that were submitted this long before or after those that failed count as submitted in the same time. */
    private static final long MARGIN_SECONDS = 60;

    private final FailureGroups groups;
    private final WorkerRegistry workers;
    /** A lock rather than a monitor, which would hold the carrier of a virtual thread while it waits for the store. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Fingerprint, Remembered> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Remembered(Comparison comparison, long nanos) {}

    /** Compares the jobs of these groups. */
    public Comparisons(FailureGroups groups, WorkerRegistry workers) {
        this.groups = groups;
        this.workers = workers;
    }

    /** What the jobs of a group have in common. */
    Comparison of(FailureGroup group) {
        Fingerprint fingerprint = group.cause().fingerprint();
        lock.lock();
        try {
            Remembered before = remembered.remove(fingerprint);
            Remembered now = before != null && System.nanoTime() - before.nanos < MINUTE
                    ? before
                    : new Remembered(compare(group), System.nanoTime());
            remembered.put(fingerprint, now);
            return now.comparison;
        } finally {
            lock.unlock();
        }
    }

    private Comparison compare(FailureGroup group) {
        List<Job> failed = groups.members(group.cause().fingerprint(), FAILED_MOST);
        if (failed.isEmpty() || group.cause().task().isEmpty()) {
            return new Comparison(List.of(), failed.size(), 0);
        }
        Instant first = failed.stream()
                .map(Job::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = failed.stream()
                .map(Job::createdAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Job> succeeded = groups.succeeded(
                group.cause().task().get(),
                first.minusSeconds(MARGIN_SECONDS),
                last.plusSeconds(MARGIN_SECONDS),
                SUCCEEDED_MOST);
        return Traits.compare(failed, succeeded, workers.workers());
    }
}
