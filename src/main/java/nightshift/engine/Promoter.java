package nightshift.engine;

import java.time.Duration;
import java.util.List;
import nightshift.job.JobListener;
import nightshift.store.JobUpkeep;
import nightshift.store.JobUpkeep.Promoted;

/** Makes due jobs ready. Every scheduler does it; the first one takes the job. */
final class Promoter {

    private final JobUpkeep upkeep;
    private final JobListener listener;
    private final Loop loop = new Loop("promoter", Duration.ofMillis(200), this::runOnce);

    Promoter(JobUpkeep upkeep, JobListener listener) {
        this.upkeep = upkeep;
        this.listener = listener;
    }

    Loop loop() {
        return loop;
    }

    boolean runOnce() {
        List<Promoted> promoted = upkeep.promote(JobUpkeep.BATCH);
        promoted.forEach(job -> listener.promoted(job.retry(), job.lateness()));
        return promoted.size() == JobUpkeep.BATCH;
    }
}
