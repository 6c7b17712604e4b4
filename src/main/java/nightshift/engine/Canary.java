package nightshift.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import nightshift.job.IdempotencyKey;
import nightshift.job.NewJob;
import nightshift.job.Reserved;
import nightshift.job.Submission;
import nightshift.store.JobIntake;

/**
 * Submits the same small job once in each period, whatever else runs, so that there is always a job that shows whether
 * jobs get through. Every scheduler does this. The idempotency key is the beginning of the period, so the first
 * scheduler submits the job, and the others get that job as the answer. Periods count from 1970. Clocks can differ:
 * a clock that is fast or slow only submits earlier or later. A period that passes while the store is away is left out.
 */
public final class Canary implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final Duration every;
    private final NewJob job;
    private final JobIntake intake;
    private final Clock clock;
    private final Loop loop;
    private Instant submitted = Instant.MIN;

    /**
     * @param every length of a period, at least 1 ms
     * @param job   the job to submit
     */
    public Canary(Duration every, NewJob job, JobIntake intake, Clock clock) {
        this.every = every;
        this.job = job;
        this.intake = intake;
        this.clock = clock;
        loop = new Loop("canary", this::runOnce);
    }

    /** Starts with the current period. */
    public void start(ThreadFactory threads) {
        loop.start(threads);
    }

    Duration runOnce() {
        Instant period = period();
        if (!period.equals(submitted)) {
            IdempotencyKey key = new IdempotencyKey(Reserved.CANARY_TASK.value(), period.toString(), "");
            intake.submit(List.of(new Submission(job, Optional.of(key), Optional.empty())));
            submitted = period;
        }
        return Loop.about(every.compareTo(LOOK) < 0 ? every : LOOK);
    }

    private Instant period() {
        long now = clock.millis();
        return Instant.ofEpochMilli(now - Math.floorMod(now, every.toMillis()));
    }

    @Override
    public void close() {
        loop.close();
        try {
            loop.join(STOP_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
