package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Logger;
import nightshift.job.ClaimRequest;
import nightshift.job.JobId;
import nightshift.job.JobLeases;
import nightshift.job.JobListener;
import nightshift.job.JobUpkeep;
import nightshift.job.JobUpkeep.Rescued;
import nightshift.job.Settlement;
import nightshift.job.StoreUnavailable;

/**
 * Brings back jobs whose worker is not heard of any more: takes their expired leases over and settles them as lost. If
 * this worker dies in between, its own lease on them expires and the next rescuer goes on. After the store was away
 * everybody's leases have run out, so it first lets the live workers renew theirs.
 */
final class Rescuer {

    private static final Logger LOG = Logger.getLogger(Rescuer.class.getName());
    private static final int BATCH = 100;

    private final EngineConfig config;
    private final JobUpkeep upkeep;
    private final JobLeases leases;
    private final JobListener listener;
    private final Verdict verdict;
    private final Predicate<JobId> held;
    private final Report report;
    private final Loop loop = new Loop("rescuer", Duration.ofSeconds(1), this::runOnce);
    private long notBeforeNanos = System.nanoTime();
    private boolean storeWasAway;

    /** @param held whether this worker holds a job */
    Rescuer(EngineConfig config, JobUpkeep upkeep, JobLeases leases, JobListener listener, Verdict verdict,
            Predicate<JobId> held) {
        this.config = config;
        this.upkeep = upkeep;
        this.leases = leases;
        this.listener = listener;
        this.verdict = verdict;
        this.held = held;
        this.report = new Report(listener);
    }

    Loop loop() {
        return loop;
    }

    boolean runOnce() {
        if (storeWasAway) {
            storeWasAway = false;
            notBeforeNanos = System.nanoTime() + config.heartbeat().multipliedBy(2).toNanos();
        }
        if (System.nanoTime() < notBeforeNanos) {
            return false;
        }
        try {
            return rescue();
        } catch (StoreUnavailable e) {
            storeWasAway = true;
            throw e;
        }
    }

    private boolean rescue() {
        List<Rescued> rescued = upkeep.rescue(config.workerId(), config.lease(), BATCH);
        if (rescued.isEmpty()) {
            return false;
        }
        List<Settlement> settlements = rescued.stream().map(this::lost).toList();
        var answers = leases.exchange(settlements, new ClaimRequest(config.workerId(), 0, Set.of(), config.lease())).settled();
        for (int i = 0; i < rescued.size(); i++) {
            Rescued lost = rescued.get(i);
            listener.rescued(lost.overdue());
            report.settled(lost.job(), settlements.get(i), answers.get(i));
            LOG.warning("Job " + lost.job().lease().job() + " lost its worker " + lost.lostWorker()
                    + " and is " + settlements.get(i).next() + " now");
        }
        return rescued.size() == BATCH;
    }

    private Settlement lost(Rescued rescued) {
        Instant endedAt = rescued.job().startedAt().compareTo(Instant.now()) < 0 ? Instant.now() : rescued.job().startedAt();
        // this worker lives: a job of its own that it does not hold never reached it
        return rescued.lostWorker().equals(config.workerId()) && !held.test(rescued.job().lease().job())
                ? verdict.neverBegun(rescued.job(), endedAt, rescued.lostWorker())
                : verdict.lost(rescued.job(), endedAt, rescued.lostWorker());
    }
}
