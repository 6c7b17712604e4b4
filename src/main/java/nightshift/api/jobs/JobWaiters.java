package nightshift.api.jobs;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nightshift.job.Event;
import nightshift.job.Job;
import nightshift.store.EventFeed;
import nightshift.store.JobCatalog;
import nightshift.task.JobId;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/**
 * Requests that wait for the end of a job. A waiting request holds no thread. A wait whose client has gone ends soon.
 * When there are too many, the caller with the most waits loses its oldest one: it is answered as if its time were
 * over, so that no caller can keep others from waiting.
 */
public final class JobWaiters implements AutoCloseable {

    private static final int MOST = 2000;
    /** A wait that has just begun is not ended: its client would only ask again at once. */
    private static final long LEAST_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration LOOK_FOR_GONE_EVERY = Duration.ofSeconds(2);

    private final Map<JobId, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final Map<String, Set<Waiter>> byCaller = new HashMap<>();
    private int count;
    private final ScheduledExecutorService executor;
    private final Connections connections;
    private final Future<?> lookForGone;
    private final EventFeed.Subscription subscription;
    private volatile boolean closed;

    /** @param executor looks jobs up when they end, and ends waits whose time is over */
    public JobWaiters(EventFeed feed, ScheduledExecutorService executor) {
        this(feed, executor, new Connections());
    }

    JobWaiters(EventFeed feed, ScheduledExecutorService executor, Connections connections) {
        this.executor = executor;
        this.connections = connections;
        this.subscription = feed.subscribe(this::changed);
        this.lookForGone = executor.scheduleWithFixedDelay(
                this::endGone, LOOK_FOR_GONE_EVERY.toMillis(), LOOK_FOR_GONE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for the end of a job. Gives the job once it has ended, the time is over, the client has gone or the server
     * stops; empty if there is no such job.
     *
     * @param caller who waits
     * @param peer   the client's end of the connection
     * @throws ProblemException with 429 if too many have just begun to wait
     */
    CompletionStage<Optional<Job>> await(JobId id, Duration most, JobCatalog catalog, String caller, Peer peer) {
        if (most.isZero()) {
            return CompletableFuture.completedFuture(catalog.find(id));
        }
        Waiter waiter = new Waiter(id, catalog, caller, peer);
        admit(waiter);
        // registered before the first look, so that an end in between is not missed
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

    private synchronized void admit(Waiter waiter) {
        if (count >= MOST) {
            Waiter oldest = Collections.max(byCaller.values(), Comparator.comparingInt(Set::size))
                    .iterator()
                    .next();
            if (System.nanoTime() - oldest.since < LEAST_NANOS) {
                throw Problem.tooMany("Too many requests wait for jobs.", Duration.ofSeconds(1))
                        .exception();
            }
            release(oldest);
            executor.execute(() -> oldest.look(true));
        }
        count++;
        byCaller.computeIfAbsent(waiter.caller, key -> new LinkedHashSet<>()).add(waiter);
    }

    /** Stops counting a waiter. */
    private synchronized void release(Waiter waiter) {
        Set<Waiter> all = byCaller.get(waiter.caller);
        if (all != null && all.remove(waiter)) {
            count--;
            if (all.isEmpty()) {
                byCaller.remove(waiter.caller);
            }
        }
    }

    private void remove(Waiter waiter) {
        release(waiter);
        waiters.computeIfPresent(waiter.id, (key, set) -> {
            set.remove(waiter);
            return set.isEmpty() ? null : set;
        });
    }

    private void endGone() {
        if (waiters.isEmpty()) {
            return;
        }
        List<Waiter> all = waiters.values().stream().flatMap(Set::stream).toList(); // before looking who is there
        connections
                .open()
                .ifPresent(open -> all.stream()
                        .filter(waiter -> !open.contains(waiter.peer))
                        .forEach(waiter -> waiter.look(true)));
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

    synchronized int waiting() {
        return count;
    }

    /**
     * Ends all waits, and each later one at once, as if their time were over. Clients continue to wait at another
     * server.
     */
    @Override
    public void close() {
        subscription.close();
        lookForGone.cancel(false);
        closed = true;
        waiters.values().forEach(some -> some.forEach(waiter -> executor.execute(() -> waiter.look(true))));
    }

    /** One request that waits. */
    private static final class Waiter {

        private final JobId id;
        private final JobCatalog catalog;
        private final String caller;
        private final Peer peer;
        private final long since = System.nanoTime();
        private final CompletableFuture<Optional<Job>> answer = new CompletableFuture<>();

        private Waiter(JobId id, JobCatalog catalog, String caller, Peer peer) {
            this.id = id;
            this.catalog = catalog;
            this.caller = caller;
            this.peer = peer;
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
