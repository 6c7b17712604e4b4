package nightshift.engine;

import java.time.Duration;
import java.util.logging.Logger;
import nightshift.job.Retention;
import nightshift.store.JobUpkeep;

/** Removes finished jobs when their retention ends, and keeps the index of the other jobs complete. */
final class Purger {

    private static final Logger LOG = Logger.getLogger(Purger.class.getName());

    private final JobUpkeep upkeep;
    private final Retention retention;
    private final Loop loop = new Loop("purger", Duration.ofMinutes(1), this::runOnce);

    Purger(JobUpkeep upkeep, Retention retention) {
        this.upkeep = upkeep;
        this.retention = retention;
    }

    Loop loop() {
        return loop;
    }

    boolean runOnce() {
        try {
            upkeep.repairIndex();
        } finally { // a failure of one must not hold up the other
            purge();
        }
        return false;
    }

    private void purge() {
        int removed = upkeep.purge(retention);
        if (removed > 0) {
            LOG.fine(() -> removed + " finished jobs were removed");
        }
    }
}
