package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.logging.Logger;
import nightshift.job.JobListener;
import nightshift.job.Settlement;
import nightshift.store.ClaimRequest;
import nightshift.store.JobLeases;
import nightshift.store.JobUpkeep;
import nightshift.store.JobUpkeep.Rescue;
import nightshift.store.JobUpkeep.Rescued;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/**
 * Brings back jobs whose worker has gone silent: takes over their expired leases and settles them as lost. If this
 * worker dies in between, its own lease on them expires and the next rescuer continues. The store keeps leases valid
 * that nobody could renew because the store did not answer. This class reports to the store how long it got no answer.
 */
final class Rescuer {

    private static final Logger LOG = Logger.getLogger(Rescuer.class.getName());
    private static final int BATCH = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final EngineConfig config;
    private final JobUpkeep upkeep;
    private final JobLeases leases;
    private final JobListener listener;
    private final Verdict verdict;
    private final Predicate<JobId> held;
    private final LongSupplier nanos;
    private final Report report;
    private final Duration pause;
    private final Loop loop = new Loop("rescuer", this::runOnce);
    /** Since when the store has not answered, if the last call failed. */
    private OptionalLong unansweredSince = OptionalLong.empty();

    private long lastStepNanos;
    private boolean yielded;
    private boolean inGrace;

    /**
     * @param held  whether this worker holds a job
     * @param nanos the time that has passed, as {@link System#nanoTime()} counts it
     */
    Rescuer(
            EngineConfig config,
            JobUpkeep upkeep,
            JobLeases leases,
            JobListener listener,
            Verdict verdict,
            Predicate<JobId> held,
            LongSupplier nanos) {
        this.config = config;
        this.upkeep = upkeep;
        this.leases = leases;
        this.listener = listener;
        this.verdict = verdict;
        this.held = held;
        this.nanos = nanos;
        this.lastStepNanos = nanos.getAsLong();
        this.report = new Report(listener);
        // a silence counts once it lasts a third of a lease, so a short lease needs closer checks
        Duration pause = config.lease().dividedBy(6);
        this.pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    Loop loop() {
        return loop;
    }

    Duration runOnce() {
        if (wasFrozen() && !yielded) {
            yielded = true; // once: a server that is merely slow still rescues
            return Loop.about(pause);
        }
        yielded = false;
        long start = nanos.getAsLong();
        Duration unanswered = Duration.ofNanos(start - unansweredSince.orElse(start));
        Rescue rescue;
        try {
            rescue = upkeep.rescue(config.workerId(), config.lease(), BATCH, unanswered);
        } catch (StoreUnavailable e) {
            unansweredSince = OptionalLong.of(unansweredSince.orElse(start));
            throw e;
        }
        unansweredSince = OptionalLong.empty();
        logGrace(rescue.silence());
        settle(rescue.jobs());
        return rescue.jobs().size() == BATCH ? Duration.ZERO : Loop.about(pause);
    }

    /** Whether this whole process was frozen. Its own worker was frozen just as long, so it renews first. */
    private boolean wasFrozen() {
        long now = nanos.getAsLong();
        boolean frozen = unansweredSince.isEmpty()
                && now - lastStepNanos >= config.heartbeat().toNanos();
        lastStepNanos = now;
        return frozen;
    }

    private void logGrace(Duration silence) {
        if (!silence.isZero() && !inGrace) {
            LOG.warning("The store did not answer for " + silence.toMillis() / 1000.0
                    + " s: leases that were valid until then stay valid while live workers renew them");
        }
        inGrace = !silence.isZero();
    }

    private void settle(List<Rescued> rescued) {
        if (rescued.isEmpty()) {
            return;
        }
        List<Settlement> settlements = rescued.stream().map(this::lost).toList();
        var exchange = leases.exchange(settlements, new ClaimRequest(config.workerId(), 0, Set.of(), config.lease()));
        exchange.newFailures().forEach(report::began);
        var answers = exchange.settled();
        for (int i = 0; i < rescued.size(); i++) {
            Rescued lost = rescued.get(i);
            listener.rescued(lost.overdue());
            report.settled(lost.job(), settlements.get(i), answers.get(i));
            LOG.warning("Job " + lost.job().lease().job() + " lost its worker " + lost.lostWorker() + " and is "
                    + settlements.get(i).next() + " now");
        }
    }

    private Settlement lost(Rescued rescued) {
        Instant endedAt = rescued.job().startedAt().compareTo(Instant.now()) < 0
                ? Instant.now()
                : rescued.job().startedAt();
        // this worker lives: a job of its own that it does not hold never reached it
        return rescued.lostWorker().equals(config.workerId())
                        && !held.test(rescued.job().lease().job())
                ? verdict.neverBegun(rescued.job(), endedAt, rescued.lostWorker())
                : verdict.lost(rescued.job(), endedAt, rescued.lostWorker(), rescued.apart());
    }
}
