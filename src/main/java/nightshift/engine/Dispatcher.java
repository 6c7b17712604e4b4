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
import java.util.logging.Logger;
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

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    /** Between claims for which there is no other reason. Events report new work, but one can be missed. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineConfig config;
    private final JobLeases leases;
    private final TaskDefinition.Catalog tasks;
    private final Set<TaskName> known;
    private final Set<TaskName> bulk;
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

    private final Slots slots;
    /** Attempts whose lease is lost and whose threads have not ended. */
    private final Set<RunningJob> lost = ConcurrentHashMap.newKeySet();

    private volatile boolean draining;
    /** Whether no claim can still be under way. */
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
        this.slots = new Slots(config.concurrency());
        this.listener = listener;
        this.report = new Report(listener);
        this.runner = runner;
        this.executor = executor;
        this.loop = new Loop("dispatcher", this::runOnce);
    }

    Loop loop() {
        return loop;
    }

    /** One round trip, if there is anything to settle or a slot is free. */
    private Duration runOnce() {
        takeEnded();
        boolean drained = draining;
        int free = drained ? 0 : Math.min(JobLeases.BATCH, slots.free());
        Exchange exchange = leases.exchange(
                unsettled.stream().map(Ended::settlement).toList(),
                new ClaimRequest(config.workerId(), free, known, bulk, slots.freeForBulk(), config.lease()));
        answeredNanos = System.nanoTime();
        for (int i = 0; i < unsettled.size(); i++) {
            Ended end = unsettled.get(i);
            report.settled(end.job.claimed(), end.settlement, exchange.settled().get(i));
            release(end.job);
        }
        unsettled.clear();
        exchange.breakers().forEach(report::changed);
        exchange.newFailures().forEach(report::began);
        exchange.claimed().forEach(this::begin);
        if (drained) {
            claimsEnded = true;
            notifyWaiters();
        }
        if (!ended.isEmpty() || exchange.more() && slots.free() > 0 && !draining) {
            return Duration.ZERO;
        }
        Duration pause = Loop.about(PAUSE);
        return exchange.again().filter(wait -> wait.compareTo(pause) < 0).orElse(pause);
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
            stopLost(before);
        }
        slots.take(task.bulk());
        listener.started(claimed.queue(), claimed.waited());
        try {
            executor.execute(() -> work(job, task));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread is available
            job.stop(StopReason.SERVER_STOPPING);
            slots.leave(job, task.bulk());
            giveUp(job);
        }
    }

    private void work(RunningJob job, TaskDefinition task) {
        Optional<Settlement> settlement = Optional.empty();
        try {
            settlement = runner.run(job, task.handler());
        } finally {
            slots.leave(job, task.bulk());
            lost.remove(job);
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
            slots.abandon(job, tasks.find(job.task()).map(TaskDefinition::bulk).orElse(false));
            lost.remove(job);
            LOG.warning(() -> "A thread did not stop when job " + job.jobId() + " (" + job.task()
                    + ") was stopped. The job no longer holds it: " + job.stackTrace());
            loop.wake();
        }
    }

    /** Forgets a job whose lease is lost: its attempt is asked to stop, and nothing is written for it. */
    void loseLease(RunningJob job) {
        stopLost(job);
        release(job);
        listener.fenced();
    }

    private void stopLost(RunningJob job) {
        lost.add(job);
        job.stop(StopReason.LEASE_LOST);
        if (job.hasEnded()) {
            lost.remove(job);
        }
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
            notifyWaiters();
        }
    }

    private void notifyWaiters() {
        synchronized (held) {
            held.notifyAll();
        }
    }

    /** The jobs whose leases this worker holds. */
    Collection<RunningJob> held() {
        return held.values();
    }

    /** The attempts that this worker may have to stop: those that it holds, and those that it has lost but that still run. */
    List<RunningJob> running() {
        List<RunningJob> running = new ArrayList<>(held.values());
        running.addAll(lost);
        return running;
    }

    /** Stops claiming; continues to settle. */
    void drain() {
        draining = true;
        loop.wake();
    }

    boolean isDraining() {
        return draining;
    }

    /** Slots that are taken. */
    int busy() {
        return slots.busy();
    }

    /** Attempts that were given up but whose threads have not ended. */
    int stuck() {
        return slots.stuck();
    }

    Set<TaskName> known() {
        return known;
    }

    double answerAgeSeconds() {
        return (System.nanoTime() - answeredNanos) / 1e9;
    }
}
