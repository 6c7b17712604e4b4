package nightshift.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Invariant;
import nightshift.job.JobListener;
import nightshift.store.Integrity;
import nightshift.store.Integrity.Finding;
import nightshift.store.Integrity.Pass;
import nightshift.store.Integrity.Stop;
import nightshift.store.StoreUnavailable;

/**
 * Checks from time to time, or when somebody asks for it, that everything in the store agrees with the jobs. All schedulers try, and one at a
 * time does it.
 */
public final class SelfAudit implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SelfAudit.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final Integrity integrity;
    private final AuditConfig config;
    private final String worker;
    private final Duration lease;
    private final JobListener listener;
    private final Loop loop = new Loop("self-audit", this::runOnce);

    /**
     * @param worker id of this server's worker
     * @param lease  for a running job that has no lease
     */
    public SelfAudit(Integrity integrity, AuditConfig config, String worker, Duration lease, JobListener listener) {
        this.integrity = integrity;
        this.config = config;
        this.worker = worker;
        this.lease = lease;
        this.listener = listener;
    }

    /** Starts looking whether a check is due. */
    public void start(ThreadFactory threads) {
        loop.start(threads);
    }

    private Duration runOnce() throws InterruptedException {
        try {
            if (integrity.isDue(config.interval())) {
                Optional<Pass> pass = integrity.check(worker, config.share(), lease);
                pass.ifPresent(this::report);
                if (pass.flatMap(Pass::stopped)
                        .filter(Stop.LATER_VERSION::equals)
                        .isPresent()) {
                    return Loop.about(config.interval()); // other servers try meanwhile
                }
            }
            return Loop.about(LOOK);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) { // such as a key of a type that nobody expects
            LOG.log(Level.SEVERE, "The self-audit failed, and begins again later", e);
            return Loop.about(AFTER_FAILURE);
        }
    }

    private void report(Pass pass) {
        if (pass.ended().isPresent()) {
            listener.audited();
        }
        pass.findings().forEach(this::report);
        LOG.fine(() -> "The self-audit looked at " + pass.jobs() + " jobs and found " + pass.found() + " differences");
    }

    private void report(Invariant kind, Finding finding) {
        LOG.warning("The self-audit found " + finding.found() + " differences of the kind " + kind.label()
                + " and repaired " + finding.repaired() + " of them, for example: "
                + String.join(", ", finding.samples()));
        listener.repaired(kind, finding.repaired());
        listener.leftUnrepaired(kind, finding.found() - finding.repaired());
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
