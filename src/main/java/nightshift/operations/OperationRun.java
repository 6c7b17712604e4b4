package nightshift.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.batch.Checkpointer;
import nightshift.batch.StepRefused;
import nightshift.job.ActionResult;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.JobAction;
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

/** One attempt of an operation. While the store is away, it waits. */
final class OperationRun {

    /** How often clients learn of the progress at most. */
    private static final long ANNOUNCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LOOK_MILLIS = 250;
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

    private long done;
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
        done = report.counts().getOrDefault(ActionResult.DONE, 0L);
    }

    /** Works until the operation has ended. */
    Progress run() throws StepRefused, AttemptFailed, InterruptedException {
        while (progress.phase() != Phase.ENDED) {
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
            pace.await(size);
            Found last = left.get(size - 1);
            apply(left.subList(0, size), progress.at(start.looked() + last.looked(), last.position()));
            left = left.subList(size, left.size());
        }
        if (left.isEmpty()) {
            Progress end = progress.at(start.looked() + piece.looked(), piece.position());
            move(piece.ended() && (progress.phase() == Phase.RUNNING || done == 0) ? end.ended() : end);
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
        return progress.phase() == Phase.CANARY ? canary().first() - done : Long.MAX_VALUE;
    }

    /** Waits for the jobs that were tried first. Meanwhile, this server does not work on the operation. */
    private void await() throws StepRefused, AttemptFailed, InterruptedException {
        ports.bulk.ended(BulkKind.OPERATION, attempt.jobId());
        try {
            while (progress.phase() == Phase.WAITING) {
                decide();
            }
        } finally {
            ports.bulk.running(BulkKind.OPERATION, attempt.jobId(), Instant.now());
        }
    }

    /** Looks how these jobs do, and decides when that is known. */
    private void decide() throws StepRefused, AttemptFailed, InterruptedException {
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
            announceTrial(trial);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private Trial trial() throws InterruptedException {
        return store.call(() -> {
            var tried = ports.steps.report(attempt.jobId()).trails().get(Trail.CANARY);
            return Trial.of(tried, ports.steps.states(tried));
        });
    }

    private void announceTrial(Trial trial) throws StepRefused, AttemptFailed, InterruptedException {
        if (!progress.trial().equals(Optional.of(trial))) {
            Progress seen = new Progress(
                    progress.phase(),
                    progress.looked(),
                    progress.position(),
                    progress.waits(),
                    Optional.of(trial),
                    progress.stop());
            move(seen);
        }
    }

    private void move(Progress next) throws StepRefused, AttemptFailed, InterruptedException {
        if (!next.text().equals(stored)) {
            apply(List.of(), next);
        }
    }

    private void apply(List<Found> jobs, Progress next) throws StepRefused, AttemptFailed, InterruptedException {
        JobAction action = plan.request().action();
        long now = System.nanoTime();
        boolean announce = next.phase() != progress.phase() || now - announced >= ANNOUNCE_NANOS;
        Work work =
                new Work(action, plan.request().filter().states(), plan.walk().until(), jobs);
        Note note = new Note(stored, next.text(), trail(), announce);
        Outcome outcome = store.call(() -> ports.steps.apply(attempt.lease(), work, note));
        switch (outcome.commit()) {
            case COMMITTED -> {
                done += outcome.results().stream()
                        .filter(ActionResult.DONE::equals)
                        .count();
                ports.listener.done(action.kind(), outcome.results());
            }
            case ALREADY ->
                done = store.call(() -> ports.steps.report(attempt.jobId()))
                        .counts()
                        .getOrDefault(ActionResult.DONE, 0L);
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

    private Trail trail() {
        if (progress.phase() == Phase.CANARY) {
            return Trail.CANARY;
        }
        return plan.request().stopAtFailureRatio().isPresent() ? Trail.REST : Trail.NONE;
    }
}
