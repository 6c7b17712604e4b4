package nightshift.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Event;
import nightshift.job.EventFeed;
import nightshift.job.Job;
import nightshift.job.JobCatalog;
import nightshift.job.JobId;

/** Requests that wait for the end of a job. None of them holds a thread meanwhile. */
public final class JobWaiters implements AutoCloseable {

    private static final int MOST = 1000;

    private final Map<JobId, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService executor;
    private final EventFeed.Subscription subscription;
    private volatile boolean closed;

    /** @param executor looks jobs up when they end, and ends waits whose time is over */
    public JobWaiters(EventFeed feed, ScheduledExecutorService executor) {
        this.executor = executor;
        this.subscription = feed.subscribe(this::changed);
    }

    /**
     * The job as it stands when it has ended, when the time is over or when the server stops; empty if there is no such job.
     *
     * @throws ProblemException with 429 if too many are waiting
     */
    CompletionStage<Optional<Job>> await(JobId id, Duration most, JobCatalog catalog) {
        if (most.isZero()) {
            return CompletableFuture.completedFuture(catalog.find(id));
        }
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            throw Problem.tooMany("Too many requests wait for jobs.", Duration.ofSeconds(1)).exception();
        }
        Waiter waiter = new Waiter(id, catalog);
        // enlisted before the first look, so that an end in between is not missed
        waiters.compute(id, (key, set) -> {
            Set<Waiter> all = set == null ? ConcurrentHashMap.newKeySet() : set;
            all.add(waiter);
            return all;
        });
        waiter.answer.whenComplete((job, failure) -> remove(waiter));
        waiter.look(closed);
        if (!waiter.answer.isDone()) {
            Future<?> end = executor.schedule(() -> waiter.look(true), most.toMillis(), TimeUnit.MILLISECONDS);
            waiter.answer.whenComplete((job, failure) -> end.cancel(false));
        }
        return waiter.answer;
    }

    private void remove(Waiter waiter) {
        count.decrementAndGet();
        waiters.computeIfPresent(waiter.id, (key, set) -> {
            set.remove(waiter);
            return set.isEmpty() ? null : set;
        });
    }

    private void changed(EventFeed.Batch batch) {
        if (waiters.isEmpty()) {
            return;
        }
        if (batch.cursor().isEmpty()) {
            waiters.values().forEach(this::lookAgain);
        }
        for (Event event : batch.events()) {
            if (event instanceof Event.JobChanged changed && changed.state().isFinal()) {
                lookAgain(waiters.getOrDefault(changed.id(), Set.of()));
            }
        }
    }

    private void lookAgain(Set<Waiter> some) {
        some.forEach(waiter -> executor.execute(() -> waiter.look(false)));
    }

    int waiting() {
        return count.get();
    }

    /** Ends all waits, and those to come, as if their time were over: clients go on waiting at another server. */
    @Override
    public void close() {
        subscription.close();
        closed = true;
        waiters.values().forEach(some -> some.forEach(waiter -> executor.execute(() -> waiter.look(true))));
    }

    /** One request that waits. */
    private static final class Waiter {

        private final JobId id;
        private final JobCatalog catalog;
        private final CompletableFuture<Optional<Job>> answer = new CompletableFuture<>();

        private Waiter(JobId id, JobCatalog catalog) {
            this.id = id;
            this.catalog = catalog;
        }

        private void look(boolean timeIsOver) {
            try {
                Optional<Job> job = catalog.find(id);
                if (timeIsOver || job.isEmpty() || job.get().state().isFinal()) {
                    answer.complete(job);
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
