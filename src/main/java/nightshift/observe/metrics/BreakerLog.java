package nightshift.observe.metrics;

import java.util.logging.Logger;
import nightshift.job.Destination;
import nightshift.job.JobListener;

/** Writes to the log which breakers change. Hosts are no labels of metrics, so this is where their history stands. */
final class BreakerLog implements JobListener {

    private static final Logger LOG = Logger.getLogger(BreakerLog.class.getName());

    @Override
    public void breakerChanged(Destination destination, boolean open) {
        if (open) {
            LOG.warning(() -> "The breaker of " + destination
                    + " is open. Jobs that call it wait; GET /api/v1/destinations/" + destination + " shows why");
        } else {
            LOG.info(() -> "The breaker of " + destination + " is closed. The jobs that waited start again");
        }
    }
}
