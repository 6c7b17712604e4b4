package nightshift.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.job.ActionResult;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.LeasedAttempt;
import nightshift.job.OperationListener;
import nightshift.operations.Operations.Phase;
import nightshift.operations.Operations.Stop;
import nightshift.store.Checkpoints;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Found;
import nightshift.store.JobWalks.Piece;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Note;
import nightshift.store.OperationSteps.Outcome;
import nightshift.store.OperationSteps.Report;
import nightshift.store.OperationSteps.Trail;
import nightshift.store.OperationSteps.Work;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;

/** One attempt of an operation. While the store is away, it waits. */
final class OperationRun {

    /** How often clients learn of the progress at most. */
    private static final long ANNOUNCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LOOK_LAST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** An attempt that waits looks again after this part of the time that it has waited. */
    private static final int LOOK_PART = 10;
    /** When an attempt has no more time than this, another one continues. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    /** How many jobs one call looks at: more would hold up all other calls to the store. */
    private static final int LOOKS = 200;

    private final OperationPlan plan;
    private final Ports ports;
    private final LeasedAttempt attempt;
    private final Checkpointer store;
    private final Pace pace;
    private final FailureWatch watch;
    private Progress progress;
    /** The checkpoint as the store has it. */
    private String stored;

    /** How many jobs have each result, as far as this attempt knows. */
    private Map<ActionResult, Long> results;

    private long announced = System.nanoTime() - ANNOUNCE_NANOS;

    /** What an operation needs from the store, and the listeners that it reports to. */
    record Ports(
            JobWalks walks,
            OperationSteps steps,
            Checkpoints checkpoints,
            OperationListener listener,
            BulkListener bulk) {}

    /** @param report what earlier attempts have noted down */
    OperationRun(OperationPlan plan, Report report, LeasedAttempt attempt, Ports ports) {
        this.plan = plan;
        this.ports = ports;
        this.attempt = attempt;
        store = new Checkpointer(ports.checkpoints, attempt);
        pace = new Pace(plan.request().ratePerSecond());
        watch = new FailureWatch(plan.request().stopAtFailureRatio(), ports.steps, store, attempt.jobId());
        progress = Progress.read(report.checkpoint(), plan);
        stored = report.checkpoint();
        results = report.counts();
    }

    /** Works until the operation has ended, or until another attempt is to continue. */
    Progress run() throws StepRefused, AttemptFailed, InterruptedException {
        while (progress.phase() != Phase.ENDED) {
            handOverInTime();
            if (progress.phase() == Phase.WAITING) {
                await();
            } else {
                piece();
            }
        }
        return progress;
    }

    /** Waits until the store's refusal has reached this attempt. */
    void awaitStop() throws InterruptedException {
        store.awaitStop();
    }

    /** An operation may take longer than an attempt: at a low rate, or while it waits for its trial. */
    private void handOverInTime() throws InterruptedException {
        if (attempt.timeLeft().compareTo(SPARE) < 0) {
            attempt.handOver();
            throw new InterruptedException("Another attempt of operation " + attempt.jobId() + " continues.");
        }
    }

    private long done() {
        return results.getOrDefault(ActionResult.DONE, 0L);
    }

    private void piece() throws StepRefused, AttemptFailed, InterruptedException {
        Progress start = progress;
        Piece piece =
                store.call(() -> ports.walks.next(plan.walk(), plan.request().filter(), start.position(), LOOKS));
        List<Found> left = piece.found();
        while (!left.isEmpty() && !isTrialFull()) {
            if (watch.isOver()) {
                move(progress.stopped(Stop.FAILURE_RATIO, Optional.empty()));
                return;
            }
            int size = (int) Math.min(Math.min(left.size(), pace.chunk()), room());
            handOverInTime();
            pace.await(size);
            Found last = left.get(size - 1);
            apply(left.subList(0, size), progress.at(start.looked() + last.looked(), last.position()));
            left = left.subList(size, left.size());
        }
        if (left.isEmpty()) {
            Progress end = progress.at(start.looked() + piece.looked(), piece.position());
            move(piece.ended() && (progress.phase() == Phase.RUNNING || done() == 0) ? end.ended() : end);
        }
        if (progress.phase() == Phase.CANARY && (isTrialFull() || piece.ended())) {
            move(progress.waiting(store.call(ports.steps::now).plus(canary().waitAtMost())));
        }
    }

    private CanaryPlan canary() {
        return plan.request().canary().orElseThrow();
    }

    private boolean isTrialFull() {
        return room() <= 0;
    }

    /** How many more jobs may have their turn in this phase. */
    private long room() {
        return progress.phase() == Phase.CANARY ? canary().first() - done() : Long.MAX_VALUE;
    }

    /** Waits for the jobs that were tried first. Meanwhile, this server does not work on the operation. */
    private void await() throws StepRefused, AttemptFailed, InterruptedException {
        ports.bulk.ended(BulkKind.OPERATION, attempt.jobId());
        long begun = System.nanoTime();
        try {
            while (progress.phase() == Phase.WAITING) {
                handOverInTime();
                decide(begun);
            }
        } finally {
            ports.bulk.running(BulkKind.OPERATION, attempt.jobId(), Instant.now());
        }
    }

    /** Looks how these jobs do, and decides when that is known. */
    private void decide(long begun) throws StepRefused, AttemptFailed, InterruptedException {
        Trial now = trial();
        boolean over = !store.call(ports.steps::now).isBefore(progress.waits().orElseThrow());
        Trial trial = over ? now.overdue() : now;
        // those that have not ended cannot bring the share below this one
        if (trial.failed() > canary().stopAtFailureRatio() * (trial.tried() - trial.dropped())) {
            move(progress.stopped(Stop.CANARY_FAILED, Optional.of(trial)));
        } else if (trial.pending() == 0 && trial.ended() > 0) {
            move(progress.passed(trial));
        } else if (over || trial.pending() == 0) {
            move(progress.stopped(Stop.CANARY_INCONCLUSIVE, Optional.of(trial)));
        } else {
            move(progress.noting(trial));
            long waited = System.nanoTime() - begun;
            TimeUnit.NANOSECONDS.sleep(Math.max(LOOK_NANOS, Math.min(LOOK_LAST_NANOS, waited / LOOK_PART)));
        }
    }

    private Trial trial() throws InterruptedException {
        return store.call(() -> {
            List<JobId> tried = ports.steps.trail(attempt.jobId(), Trail.CANARY);
            return Trial.of(tried, ports.steps.states(tried));
        });
    }

    private void move(Progress next) throws StepRefused, AttemptFailed, InterruptedException {
        if (!next.text().equals(stored)) {
            apply(List.of(), next);
        }
    }

    private void apply(List<Found> jobs, Progress next) throws StepRefused, AttemptFailed, InterruptedException {
        long now = System.nanoTime();
        boolean announce = next.phase() != progress.phase() || now - announced >= ANNOUNCE_NANOS;
        Work work = new Work(
                plan.request().action(),
                plan.request().filter().states(),
                plan.walk().until(),
                jobs);
        Note note = new Note(stored, next.text(), trail(), announce);
        Outcome outcome = store.call(() -> ports.steps.apply(attempt.lease(), work, note));
        switch (outcome.commit()) {
            case COMMITTED -> count(outcome.results());
            case ALREADY -> countLost();
            case CONFLICT ->
                throw AttemptFailed.retryable(
                        "checkpoint-lost",
                        "The store no longer has the checkpoint that this attempt wrote last, as after a failover."
                                + " The next attempt continues from the checkpoint that the store has.",
                        null);
            case STOP -> throw new StepRefused(StepRefused.Reason.STOP);
            case LEASE_LOST -> throw new StepRefused(StepRefused.Reason.LEASE_LOST);
        }
        progress = next;
        stored = next.text();
        announced = announce ? now : announced;
        long took = System.nanoTime() - now;
        ports.bulk.chunk(BulkKind.OPERATION, Duration.ofNanos(took));
        pace.rest(took);
    }

    private void count(List<ActionResult> more) {
        Map<ActionResult, Long> sums = new EnumMap<>(ActionResult.class);
        sums.putAll(results);
        more.forEach(result -> sums.merge(result, 1L, Long::sum));
        results = sums;
        ports.listener.done(plan.request().action().kind(), more);
    }

    /** The store has done a chunk whose answer was lost: the report has its results. */
    private void countLost() throws InterruptedException {
        List<ActionResult> more = new ArrayList<>();
        store.call(() -> ports.steps.report(attempt.jobId())).counts().forEach((result, jobs) -> {
            long lost = jobs - results.getOrDefault(result, 0L);
            more.addAll(Collections.nCopies((int) Math.max(0, lost), result));
        });
        count(more);
    }

    private Trail trail() {
        if (progress.phase() == Phase.CANARY) {
            return Trail.CANARY;
        }
        return plan.request().stopAtFailureRatio().isPresent() ? Trail.REST : Trail.NONE;
    }
}
