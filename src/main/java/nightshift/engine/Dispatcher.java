package nightshift.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import nightshift.job.Claimed;
import nightshift.job.JobListener;
import nightshift.job.Settlement;
import nightshift.job.TaskDefinition;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases;
import nightshift.store.JobLeases.Exchange;
import nightshift.task.JobId;
import nightshift.task.TaskName;

/**
 * Claims jobs for free slots, hands them to the executor, and settles what has ended. Settlements and claims travel
 * together, as many as came up during the last round trip: the busier the worker, the larger the batches. Nothing is
 * claimed ahead of a free slot. Bulk work gets at most half of the slots; otherwise it could take them all for hours.
 */
final class Dispatcher {

    private final EngineConfig config;
    private final JobLeases leases;
    private final TaskDefinition.Catalog tasks;
    private final Set<TaskName> known;
    private final Set<TaskName> bulk;
    private final int bulkMost;
    private final JobListener listener;
    private final Report report;
    private final JobRunner runner;
    private final ExecutorService executor;
    private final Loop loop;

    /** Every job whose lease this worker holds, from its claim until its settlement is stored. */
    private final Map<JobId, RunningJob> held = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    /**
     * Settlements for the next exchange, including those that the last one could not deliver. Only the loop's thread
     * uses it.
     */
    private final List<Ended> unsettled = new ArrayList<>();

    private final AtomicInteger busy = new AtomicInteger();
    /** How many of the busy slots do bulk work. */
    private final AtomicInteger busyWithBulk = new AtomicInteger();

    private volatile boolean draining;
    /** Whether no claim can be under way any more. */
    private volatile boolean claimsEnded;

    private volatile long answeredNanos = System.nanoTime();

    /** An attempt that ended here, and its settlement. */
    private record Ended(RunningJob job, Settlement settlement) {}

    Dispatcher(
            EngineConfig config,
            JobLeases leases,
            TaskDefinition.Catalog tasks,
            JobListener listener,
            JobRunner runner,
            ExecutorService executor) {
        this.config = config;
        this.leases = leases;
        this.tasks = tasks;
        this.known = tasks.all().stream().map(TaskDefinition::name).collect(Collectors.toUnmodifiableSet());
        this.bulk = tasks.all().stream()
                .filter(TaskDefinition::bulk)
                .map(TaskDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
        this.bulkMost = Math.max(1, config.concurrency() / 2);
        this.listener = listener;
        this.report = new Report(listener);
        this.runner = runner;
        this.executor = executor;
        this.loop = new Loop("dispatcher", Duration.ofSeconds(1), this::runOnce);
    }

    Loop loop() {
        return loop;
    }

    /** One round trip, if there is anything to settle or a slot is free. */
    boolean runOnce() {
        takeEnded();
        boolean drained = draining;
        int free = drained ? 0 : Math.min(JobLeases.BATCH, config.concurrency() - busy.get());
        Exchange exchange = leases.exchange(
                unsettled.stream().map(Ended::settlement).toList(),
                new ClaimRequest(
                        config.workerId(),
                        Math.max(0, free),
                        known,
                        bulk,
                        Math.max(0, bulkMost - busyWithBulk.get()),
                        config.lease()));
        answeredNanos = System.nanoTime();
        for (int i = 0; i < unsettled.size(); i++) {
            Ended end = unsettled.get(i);
            report.settled(end.job.claimed(), end.settlement, exchange.settled().get(i));
            release(end.job);
        }
        unsettled.clear();
        exchange.claimed().forEach(this::begin);
        exchange.again().ifPresent(loop::wakeWithin);
        if (drained) {
            claimsEnded = true;
            tellWhoAwaits();
        }
        return !ended.isEmpty() || exchange.more() && busy.get() < config.concurrency() && !draining;
    }

    private void takeEnded() {
        while (unsettled.size() < JobLeases.BATCH) {
            Ended end = ended.poll();
            if (end == null) {
                return;
            }
            unsettled.add(end);
        }
    }

    private void begin(Claimed claimed) {
        TaskDefinition task = tasks.find(claimed.task()).orElseThrow();
        RunningJob job = new RunningJob(claimed, claimed.timeout().orElse(task.timeout()));
        RunningJob before = held.put(claimed.lease().job(), job);
        if (before != null) { // the job came back to this worker before it knew that it had lost the lease
            before.stop(StopReason.LEASE_LOST);
        }
        occupy(task, 1);
        listener.started(claimed.queue(), claimed.waited());
        try {
            executor.execute(() -> work(job, task));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread is available
            job.stop(StopReason.SERVER_STOPPING);
            occupy(task, -1);
            giveUp(job);
        }
    }

    private void occupy(TaskDefinition task, int slots) {
        busy.addAndGet(slots);
        if (task.bulk()) {
            busyWithBulk.addAndGet(slots);
        }
    }

    private void work(RunningJob job, TaskDefinition task) {
        Optional<Settlement> settlement = Optional.empty();
        try {
            settlement = runner.run(job, task.handler());
        } finally {
            occupy(task, -1);
            settlement.ifPresentOrElse(s -> settle(job, s), loop::wake);
        }
    }

    private void settle(RunningJob job, Settlement settlement) {
        ended.add(new Ended(job, settlement));
        loop.wake();
    }

    /** Ends an attempt that does not end by itself after it was asked to stop. */
    void giveUp(RunningJob job) {
        if (job.end()) {
            job.stopReason()
                    .filter(reason -> reason != StopReason.LEASE_LOST)
                    .ifPresent(reason -> settle(job, runner.stopped(job, reason)));
        }
    }

    /** Forgets a job whose lease is lost: its attempt is asked to stop, and nothing is written for it. */
    void loseLease(RunningJob job) {
        job.stop(StopReason.LEASE_LOST);
        release(job);
        listener.fenced();
    }

    /** Asks a job to stop because it was canceled, if this worker runs it. */
    void cancel(JobId id) {
        RunningJob job = held.get(id);
        if (job != null) {
            job.stop(StopReason.CANCELLED);
        }
    }

    /** Whether this worker holds the job. */
    boolean holds(JobId id) {
        return held.containsKey(id);
    }

    /** Waits, after a {@link #drain()}, until every job held is settled; false if that takes longer. */
    boolean awaitNoneHeld(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        synchronized (held) {
            while (!claimsEnded || !held.isEmpty()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                held.wait(Math.max(1, left / 1_000_000));
            }
            return true;
        }
    }

    private void release(RunningJob job) {
        held.remove(job.jobId(), job);
        if (draining) {
            tellWhoAwaits();
        }
    }

    private void tellWhoAwaits() {
        synchronized (held) {
            held.notifyAll();
        }
    }

    /** The jobs whose leases this worker holds. */
    Collection<RunningJob> held() {
        return held.values();
    }

    /** Stops claiming; continues to settle. */
    void drain() {
        draining = true;
        loop.wake();
    }

    boolean isDraining() {
        return draining;
    }

    /** Slots whose threads are at work, even for an attempt that has been given up. */
    int busy() {
        return busy.get();
    }

    Set<TaskName> known() {
        return known;
    }

    double answerAgeSeconds() {
        return (System.nanoTime() - answeredNanos) / 1e9;
    }
}
