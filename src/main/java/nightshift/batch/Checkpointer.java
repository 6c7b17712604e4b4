package nightshift.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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

/**
 * The checkpoints as one attempt of bulk work uses them: under its lease, and waiting for the store while it is away. Each
 * wait ends when the attempt is to stop.
 */
public final class Checkpointer {

    private static final Logger LOG = Logger.getLogger(Checkpointer.class.getName());
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final long PAUSE_FIRST_MILLIS = 50;
    private static final long PAUSE_LAST_MILLIS = 2_000;
    /** How often a thread that waits looks whether the attempt is to stop: nobody interrupts the threads of a batch job. */
    private static final long LOOK_MILLIS = 20;
    /** How long the engine may take to notice what the store has already reported: that the attempt is to stop. */
    private static final Duration NOTICE_MOST = Duration.ofSeconds(30);

    private final Checkpoints store;
    private final LeasedAttempt attempt;

    /** For one attempt. */
    public Checkpointer(Checkpoints store, LeasedAttempt attempt) {
        this.store = store;
        this.attempt = attempt;
    }

    /**
     * All checkpoints of a bulk job, by name; empty if it has none.
     *
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    public Map<String, String> all(JobId bulk) throws InterruptedException {
        return call(() -> store.all(bulk));
    }

    /** Commits a step without jobs, however long it takes. */
    public boolean commit(Step step) throws StepRefused, InterruptedException {
        return commit(step, List.of(), FOREVER);
    }

    /**
     * Commits a step. If the store was away, this sends the same step again, since nobody knows what became of it.
     *
     * @param jobs as in {@link Checkpoints#commit}
     * @param most how long to wait for the store
     * @return whether the step is stored; if not, the checkpoint has moved without this attempt
     * @throws StepRefused          if the store accepts no more steps of this attempt
     * @throws StoreUnavailable     if the store was away for longer than that; the step may be stored or not
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    public boolean commit(Step step, List<Submission> jobs, Duration most) throws StepRefused, InterruptedException {
        return switch (call(() -> store.commit(attempt.lease(), step, jobs), most)) {
            case COMMITTED, ALREADY -> true;
            case CONFLICT -> false;
            case STOP -> throw new StepRefused(StepRefused.Reason.STOP);
            case LEASE_LOST -> throw new StepRefused(StepRefused.Reason.LEASE_LOST);
        };
    }

    /**
     * Whether the attempt holds its own lease.
     *
     * @param most how long to wait for the store
     * @throws StoreUnavailable     if the store was away for longer than that
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    public boolean isHeld(Duration most) throws InterruptedException {
        return call(() -> store.isHeld(attempt.lease()), most);
    }

    /**
     * Whether any lease holds.
     *
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    public boolean isHeld(Lease lease) throws InterruptedException {
        return call(() -> store.isHeld(lease));
    }

    /**
     * Asks the store until it answers.
     *
     * @throws InterruptedException if the attempt is to stop before the store has answered
     */
    public <T> T call(Supplier<T> question) throws InterruptedException {
        return call(question, FOREVER);
    }

    private <T> T call(Supplier<T> question, Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        for (long pause = PAUSE_FIRST_MILLIS; ; pause = Math.min(PAUSE_LAST_MILLIS, 2 * pause)) {
            try {
                return question.get();
            } catch (StoreUnavailable e) {
                if (System.nanoTime() - begun > most.toNanos()) {
                    throw e;
                }
                LOG.log(
                        pause == PAUSE_FIRST_MILLIS ? Level.WARNING : Level.FINE,
                        () -> "Job " + attempt.jobId() + " waits for the store, and then continues where it is: "
                                + e.getMessage());
            }
            // Not all at once: the store may have just come back.
            if (isStoppingWithin(Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause / 2, pause)))) {
                throw new InterruptedException(
                        "Job " + attempt.jobId() + " was stopped while it waited for the store.");
            }
        }
    }

    /**
     * Waits until the engine notices what a {@link StepRefused.Reason#STOP} has reported, so that the attempt ends as one
     * that was stopped and not as one that failed, which may be one too many.
     */
    public void awaitStop() throws InterruptedException {
        isStoppingWithin(NOTICE_MOST);
    }

    private boolean isStoppingWithin(Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        while (!attempt.isStopping()) {
            if (System.nanoTime() - begun >= most.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
