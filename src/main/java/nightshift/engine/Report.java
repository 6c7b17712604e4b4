package nightshift.engine;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Fingerprint;
import nightshift.job.JobListener;
import nightshift.job.Settlement;
import nightshift.store.JobLeases.BreakerChange;
import nightshift.store.SettleResult;

/** Reports the result of a settlement. */
final class Report {

    private static final Logger LOG = Logger.getLogger(Report.class.getName());

    private final JobListener listener;

    Report(JobListener listener) {
        this.listener = listener;
    }

    void changed(BreakerChange change) {
        listener.breakerChanged(change.destination(), change.open());
        LOG.log(
                change.open() ? Level.WARNING : Level.INFO,
                () -> change.open()
                        ? "The breaker of " + change.destination()
                                + " opened: jobs that call it wait. GET /api/v1/destinations/" + change.destination()
                                + " shows why"
                        : "The breaker of " + change.destination() + " closed: the jobs that waited start again");
    }

    void began(Fingerprint group) {
        listener.failureGroupBegan(group);
        LOG.log(
                Level.INFO,
                () -> "Attempts fail for a reason that is new. GET /api/v1/failures/" + group + " shows the group");
    }

    void settled(Claimed job, Settlement settlement, SettleResult result) {
        if (result instanceof SettleResult.LeaseLost) {
            listener.fenced();
            LOG.warning("Job " + job.lease().job() + " ended here, but its lease was lost: the result is dropped");
            return;
        }
        Attempt attempt = settlement.attempt();
        Duration took = Duration.between(attempt.startedAt(), attempt.endedAt().orElseThrow());
        listener.attempted(job.queue(), job.task(), attempt.outcome().orElseThrow(), took);
        if (result instanceof SettleResult.Settled settled && settled.state().isFinal()) {
            listener.ended(job.queue(), job.task(), settled.state());
        } else if (result instanceof SettleResult.Already && settlement.next().isFinal()) {
            listener.ended(job.queue(), job.task(), settlement.next());
        }
    }
}
