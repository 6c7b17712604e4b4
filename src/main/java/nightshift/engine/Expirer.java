package nightshift.engine;

import java.time.Duration;
import nightshift.job.JobListener;
import nightshift.store.JobUpkeep;
import nightshift.store.JobUpkeep.Expiry;

/** Ends jobs that were not started in time, or whose deadline has passed while they waited. A claim leaves them out already. */
final class Expirer {

    private final JobUpkeep upkeep;
    private final JobListener listener;
    private final Report report;
    private final Loop loop = new Loop("expirer", this::runOnce);

    Expirer(JobUpkeep upkeep, JobListener listener) {
        this.upkeep = upkeep;
        this.listener = listener;
        this.report = new Report(listener);
    }

    Loop loop() {
        return loop;
    }

    private Duration runOnce() {
        Expiry expiry = upkeep.expire(JobUpkeep.BATCH);
        expiry.ended().forEach(job -> listener.ended(job.queue(), job.task(), job.state()));
        expiry.newFailures().forEach(report::began);
        return expiry.again();
    }
}
