package nightshift.imports.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Submission;
import nightshift.store.Checkpoints;
import nightshift.store.Checkpoints.Step;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/** The checkpoints as an attempt uses them: under its lease, and waiting for the store while it is away. */
final class PatientStore {

    private static final Logger LOG = Logger.getLogger(PatientStore.class.getName());
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(50);
    private static final Duration PAUSE_LAST = Duration.ofSeconds(2);

    private final Checkpoints checkpoints;
    private final LeasedAttempt attempt;

    PatientStore(Checkpoints checkpoints, LeasedAttempt attempt) {
        this.checkpoints = checkpoints;
        this.attempt = attempt;
    }

    /** Commits a step without jobs, however long it takes. */
    boolean commit(Step step) throws StepRefused, InterruptedException {
        return commit(step, List.of(), FOR_EVER);
    }

    /**
     * Commits a step. When the store was away the same step is sent again, since nobody knows what became of it.
     *
     * @return whether it is stored; if not, somebody else has moved the checkpoint
     * @throws StepRefused          if no further step of this attempt is taken
     * @throws StoreUnavailable     if the store was away for longer than that; the step may be stored or not
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    boolean commit(Step step, List<Submission> jobs, Duration most) throws StepRefused, InterruptedException {
        return switch (call(() -> checkpoints.commit(attempt.lease(), step, jobs), most)) {
            case COMMITTED, ALREADY -> true;
            case CONFLICT -> false;
            case STOP -> throw new StepRefused(StepRefused.Reason.STOP);
            case LEASE_LOST -> throw new StepRefused(StepRefused.Reason.LEASE_LOST);
        };
    }

    Map<String, String> checkpoints(JobId bulk) throws InterruptedException {
        return call(() -> checkpoints.all(bulk));
    }

    /**
     * Whether the attempt holds its own lease.
     *
     * @throws StoreUnavailable if the store was away for longer than that
     */
    boolean isHeld(Duration most) throws InterruptedException {
        return call(() -> checkpoints.isHeld(attempt.lease()), most);
    }

    boolean isHeld(Lease lease) throws InterruptedException {
        return call(() -> checkpoints.isHeld(lease));
    }

    /** Asks the store until it answers. */
    <T> T call(Supplier<T> question) throws InterruptedException {
        return call(question, FOR_EVER);
    }

    private <T> T call(Supplier<T> question, Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        Duration pause = PAUSE_FIRST;
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailable e) {
                if (System.nanoTime() - begun > most.toNanos()) {
                    throw e;
                }
                LOG.log(
                        pause.equals(PAUSE_FIRST) ? Level.WARNING : Level.FINE,
                        () -> "Job " + attempt.jobId() + " waits for the store and will continue where it is: "
                                + e.getMessage());
            }
            pause = waitAfter(pause);
        }
    }

    // Not every thread that comes here is the one that is interrupted when the attempt is to stop.
    private Duration waitAfter(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
        if (attempt.isStopping()) {
            throw new InterruptedException("job " + attempt.jobId() + " is to stop");
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(PAUSE_LAST) > 0 ? PAUSE_LAST : longer;
    }
}
