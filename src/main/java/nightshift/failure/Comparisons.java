package nightshift.failure;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;

/**
 * Compares the jobs of failure groups with jobs that succeeded. Each takes many calls to the store, so that few are made at once, nobody
 * makes one that is being made, and each result is remembered for a minute.
 */
public final class Comparisons {

    private static final int FAILED_MOST = 1_000;
    private static final int SUCCEEDED_MOST = 2_000;
    private static final int AT_ONCE = 2;
    private static final int REMEMBERED = 100;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** Jobs that were submitted this long before or after those that failed count as submitted in the same time. */
    private static final long MARGIN_SECONDS = 60;

    /** Where the jobs come from. */
    public interface Samples {

        /** Members of a group, chosen at random: at most this number. */
        List<Job> members(Fingerprint group, int most);

        /** Jobs of a task that were submitted in a time and have succeeded, spread over that time: at most this number. */
        List<Job> succeeded(TaskName task, Instant from, Instant to, int most);

        /** The workers that are known. */
        List<WorkerInfo> workers();
    }

    private record Remembered(CompletableFuture<Optional<Comparison>> comparison, long nanos) {}

    private final Samples samples;
    private final long waitMillis;
    private final Semaphore free = new Semaphore(AT_ONCE);

    private final Map<Fingerprint, Remembered> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param waitMillis how long a comparison may wait for others */
    public Comparisons(Samples samples, long waitMillis) {
        this.samples = samples;
        this.waitMillis = waitMillis;
    }

    /**
     * What the jobs of a group have in common; empty if there are too many other comparisons at the moment.
     *
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    public Optional<Comparison> of(FailureCause cause) throws InterruptedException {
        CompletableFuture<Optional<Comparison>> own = new CompletableFuture<>();
        CompletableFuture<Optional<Comparison>> shared = shared(cause.fingerprint(), own);
        if (shared == own) {
            fulfill(own, cause);
        }
        try {
            return shared.get(waitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new CompletionException(e.getCause());
        }
    }

    private synchronized CompletableFuture<Optional<Comparison>> shared(
            Fingerprint group, CompletableFuture<Optional<Comparison>> own) {
        Remembered before = remembered.remove(group);
        Remembered now = before != null && System.nanoTime() - before.nanos < MINUTE
                ? before
                : new Remembered(own, System.nanoTime());
        remembered.put(group, now);
        return now.comparison;
    }

    private synchronized void forget(Fingerprint group, CompletableFuture<Optional<Comparison>> own) {
        remembered.computeIfPresent(group, (key, now) -> now.comparison == own ? null : now);
    }

    private void fulfill(CompletableFuture<Optional<Comparison>> own, FailureCause cause) throws InterruptedException {
        Optional<Comparison> found = Optional.empty();
        boolean mayCompare = false;
        try {
            mayCompare = free.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
            found = mayCompare ? Optional.of(compare(cause)) : found;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
        } finally {
            if (mayCompare) {
                free.release();
            }
            if (found.isEmpty()) {
                forget(cause.fingerprint(), own);
            }
            own.complete(found);
        }
    }

    private Comparison compare(FailureCause cause) {
        List<Job> failed = samples.members(cause.fingerprint(), FAILED_MOST);
        if (failed.isEmpty() || cause.task().isEmpty()) {
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
        List<Job> succeeded = samples.succeeded(
                cause.task().get(),
                first.minusSeconds(MARGIN_SECONDS),
                last.plusSeconds(MARGIN_SECONDS),
                SUCCEEDED_MOST);
        return Traits.compare(failed, succeeded, samples.workers());
    }
}
