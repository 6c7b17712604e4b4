package nightshift.engine;

import java.time.Duration;
import java.util.logging.Logger;
import nightshift.job.Invariant;
import nightshift.job.JobListener;
import nightshift.job.Retention;
import nightshift.store.JobUpkeep;

/** Removes finished jobs when their retention ends, and keeps the index and the counts of the others right. */
final class Purger {

    private static final Logger LOG = Logger.getLogger(Purger.class.getName());

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final JobUpkeep upkeep;
    private final Retention retention;
    private final JobListener listener;
    private final Report report;
    private final Loop loop = new Loop("purger", this::runOnce);

    Purger(JobUpkeep upkeep, Retention retention, JobListener listener) {
        this.upkeep = upkeep;
        this.retention = retention;
        this.listener = listener;
        this.report = new Report(listener);
    }

    Loop loop() {
        return loop;
    }

    private Duration runOnce() {
        try {
            upkeep.repairIndex();
        } finally { // a failure of one must not hold up the others
            try {
                audit();
            } finally {
                try {
                    upkeep.tidyFailures().forEach(report::began);
                } finally {
                    purge();
                }
            }
        }
        return Loop.about(PAUSE);
    }

    private void audit() {
        int differed = upkeep.audit().orElse(0);
        if (differed > 0) {
            LOG.warning(differed
                    + " counts of running jobs were wrong and are put right. Until now, limits held back too many "
                    + "jobs or too few.");
            listener.repaired(Invariant.RUNNING, differed);
        }
    }

    private void purge() {
        int removed = upkeep.purge(retention);
        if (removed > 0) {
            LOG.fine(() -> removed + " finished jobs were removed");
        }
    }
}
