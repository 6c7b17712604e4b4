package nightshift.engine;

import java.time.Duration;
import nightshift.job.JobListener;
import nightshift.store.JobUpkeep;
import nightshift.store.JobUpkeep.Promotion;

/** Makes due jobs ready. Every scheduler waits for the time of the next one; the first to look takes the job. */
final class Promoter {

    private final JobUpkeep upkeep;
    private final JobListener listener;
    private final Loop loop = new Loop("promoter", this::runOnce);

    Promoter(JobUpkeep upkeep, JobListener listener) {
        this.upkeep = upkeep;
        this.listener = listener;
    }

    Loop loop() {
        return loop;
    }

    private Duration runOnce() {
        Promotion promotion = upkeep.promote(JobUpkeep.BATCH);
        promotion.jobs().forEach(job -> listener.promoted(job.retry(), job.lateness()));
        return promotion.again();
    }
}
